package dev.appdb.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A reader's shell: a folder with an {@code appdb} in it, which is on the PATH, too, and is the reader's home. */
final class PageShell {
    /** The remembered file of a local database: its project, app and environment. */
    private static final Pattern LOCAL = Pattern.compile("(.*)/\\.appdb/environments/([^/]+)/([^/]+)\\.json");

    private final Path folder;

    private PageShell(Path folder) {
        this.folder = folder;
    }

    static PageShell in(Path folder) throws IOException {
        Path launcher = folder.resolve("appdb");
        Files.writeString(
                launcher,
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -XX:TieredStopAtLevel=1 -Dappdb.command=appdb -Duser.home='" + folder
                        + "' -Dappdb.postgres.binaries='"
                        + System.getProperty("appdb.postgres.binaries") + "' -cp '"
                        + System.getProperty("java.class.path") + "' "
                        + Appdb.class.getName() + " \"$@\"\n");
        if (!launcher.toFile().setExecutable(true)) {
            throw new IOException("could not make " + launcher + " executable");
        }
        return new PageShell(folder);
    }

    /** Runs the blocks one after the other in one shell, which ends at the first line that fails. */
    Ended run(List<PageBlock> blocks) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder("set -o pipefail\ntrap 'echo \"exit code $? at $block\"' EXIT\n");
        for (PageBlock block : blocks) {
            script.append("block='").append(block).append("'\n");
            if (block.exitCode() == 0) {
                script.append("set -e\n").append(block.text()).append("set +e\n");
            } else {
                script.append(block.text())
                        .append("ended=$?; [ $ended = ")
                        .append(block.exitCode())
                        .append(" ] || exit $ended\n");
            }
        }
        return bash(script + "trap - EXIT\n");
    }

    /** The shell's own look at text that is not run. */
    static Ended checkSyntax(String text) throws IOException, InterruptedException {
        return start(new ProcessBuilder("bash", "-n", "-c", text));
    }

    /** Removes the local databases that are left. */
    void tidyUp() throws IOException, InterruptedException {
        List<Matcher> left;
        try (Stream<Path> files = Files.walk(folder)) {
            left = files.map(path -> LOCAL.matcher(path.toString()))
                    .filter(Matcher::matches)
                    .toList();
        }
        for (Matcher each : left) {
            bash("appdb destroy --target local --project '%1$s' --app-name %2$s --environment %3$s --confirm %2$s-%3$s"
                    .formatted(each.group(1), each.group(2), each.group(3)));
        }
    }

    private Ended bash(String script) throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", script).directory(folder.toFile());
        Map<String, String> environment = bash.environment();
        environment.keySet().removeIf(name -> name.matches("(APPDB|AWS|SLACK|PG).*"));
        environment.put("PATH", folder + ":" + environment.get("PATH"));
        environment.put("HOME", folder.toString());
        environment.put("TMPDIR", folder.toString());
        return start(bash);
    }

    private static Ended start(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), shown);
    }

    /**
     * The end of a shell.
     *
     * @param shown all that it printed
     */
    record Ended(int exitCode, String shown) {}
}
