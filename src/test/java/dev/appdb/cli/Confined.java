package dev.appdb.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appdb.cli.Distribution.Ended;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A root file system as a container has it: read-only but for {@code /work}, no network but the loopback one, entered as a
 * user who has no name and no home. Only root can make one, and only on Linux: elsewhere the test is skipped.
 */
final class Confined implements AutoCloseable {
    static final String USER = "54321";

    /** Puts together, in namespaces of its own, root ($1) and working folder ($2); ends when nobody holds its input any more. */
    private static final String MAKE = """
            set -e
            ip link set lo up
            root=$1
            mkdir -p "$root/proc" "$root/dev" "$root/work"
            mount --bind "$root" "$root"
            mount -t proc proc "$root/proc"
            mount -t tmpfs -o mode=755 tmpfs "$root/dev"
            for device in null zero random urandom; do
                : >"$root/dev/$device"
                mount --bind "/dev/$device" "$root/dev/$device"
            done
            mount --bind "$2" "$root/work"
            if [ "$3" = system ]; then
                for folder in bin lib lib64 usr; do
                    if [ -L "/$folder" ]; then cp -P "/$folder" "$root/$folder"; continue; fi
                    [ -d "/$folder" ] || continue
                    mkdir "$root/$folder"
                    mount --bind "/$folder" "$root/$folder"
                    mount -o remount,ro,bind "$root/$folder"
                done
            fi
            mount -o remount,ro,bind "$root"
            echo ready
            exec cat
            """;

    private final Process holder;
    private final Path root;
    private final List<String> program;
    private final Map<String, String> environment;

    private Confined(Process holder, Path root, List<String> program, Map<String, String> environment) {
        this.holder = holder;
        this.root = root;
        this.program = program;
        this.environment = environment;
    }

    /** The unpacked archive beside what a system has anyway, found by a PATH that has neither Java nor Maven. */
    static Confined archive(Path archive, Path folder) throws Exception {
        Path root = Files.createDirectory(folder.resolve("root"));
        Path home = root.resolve("opt/appdb");
        Files.createDirectories(home);
        Distribution.run(home, Map.of(), "tar", "xzf", archive.toString(), "--strip-components=1")
                .succeeded();
        Distribution.programs(root.resolve("opt/programs"));
        return make(root, folder, true, List.of("/opt/appdb/appdb"), Map.of("PATH", "/opt/programs"));
    }

    /** The image's root file system and nothing else, started as its configuration says. */
    static Confined image(OciImage image, Path folder) throws Exception {
        Path root = Files.createDirectory(folder.resolve("root"));
        image.unpack(root);
        return make(root, folder, false, image.entryPoint(), image.environment());
    }

    private static Confined make(
            Path root, Path folder, boolean withSystem, List<String> program, Map<String, String> environment)
            throws Exception {
        assumeTrue(
                "root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of("/usr/bin/unshare")),
                "only root on Linux can make a root file system read-only");
        Path work = Files.createDirectory(folder.resolve("work"));
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxrwxrwx"));
        Process holder = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "--net",
                        "sh",
                        "-c",
                        MAKE,
                        "sh",
                        root.toString(),
                        work.toString(),
                        withSystem ? "system" : "")
                .redirectErrorStream(true)
                .start();
        String answer =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assumeTrue("ready".equals(answer), "this machine makes no namespaces: " + answer);
        return new Confined(holder, root, program, environment);
    }

    Path work() {
        return root.resolveSibling("work");
    }

    /** Runs a command of appdb. */
    Ended appdb(Map<String, String> more, String line) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return Distribution.run(root, Map.of(), words(all, line).toArray(String[]::new));
    }

    /** Starts a command of appdb that goes on, with what it prints in a file. */
    Process start(Map<String, String> more, String line, Path log) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new ProcessBuilder(words(all, line))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Runs a program outside of the root file system, with its network. */
    Ended beside(Path where, Map<String, String> variables, String... words) throws Exception {
        return Distribution.run(
                where,
                variables,
                Stream.concat(Stream.of("nsenter", "--net", "--target", pid()), Stream.of(words))
                        .toArray(String[]::new));
    }

    private List<String> words(Map<String, String> variables, String line) {
        List<String> words = new ArrayList<>(
                List.of("nsenter", "--net", "--mount", "--target", pid(), "setpriv", "--clear-groups", "env", "-i"));
        variables.forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(List.of("/usr/bin/unshare", "--root", root.toString(), "--wd", "/work"));
        words.addAll(List.of("--setgid", USER, "--setuid", USER));
        words.addAll(program);
        words.addAll(List.of(line.split(" ")));
        return words;
    }

    private String pid() {
        return Long.toString(holder.pid());
    }

    /** Ends the namespaces, and with them all that is mounted. */
    @Override
    public void close() throws Exception {
        holder.getOutputStream().close();
        holder.waitFor();
    }
}
