package dev.appdb.embedded;

import dev.appdb.failure.FailureException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Another JVM that starts a server, prints its port, and ends: for tests of what outlives it, and of what it leaves when
 * it is killed.
 */
final class ChildProcess {

    private static final String TRY_LOCK = "try-lock";

    private ChildProcess() {}

    /** The argument in place of a home for which the child takes a test server. */
    static final Path TEST_SERVER = Path.of("test-server");

    /** Takes the home and the major. */
    public static void main(String... args) throws Exception {
        if (Path.of(args[0]).equals(TEST_SERVER)) {
            System.out.println(TestServers.onDefault().running().pid());
            Runtime.getRuntime().halt(0);
        }
        if (args[1].equals(TRY_LOCK)) {
            tryLock(Path.of(args[0]));
            return;
        }
        try {
            Running running = TestServers.server(Path.of(args[0]), new PostgresMajor(Integer.parseInt(args[1])))
                    .start();
            System.out.println(running.port());
        } catch (FailureException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void tryLock(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            System.out.println(channel.tryLock() == null ? "kept out" : "let in");
        }
    }

    /** Tries to take the lock on a file, and returns the outcome as a word. */
    static String tryingToLock(Path file) throws IOException {
        Process child = process(
                List.of(),
                System.getProperty("java.class.path"),
                Map.of(),
                List.of(file.toString(), TRY_LOCK),
                Redirect.PIPE);
        return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** Starts one that prints to a file or into a pipe. */
    static Process starting(Path home, Redirect output) throws IOException {
        return process(
                List.of(),
                System.getProperty("java.class.path"),
                Map.of(),
                List.of(home.toString(), PostgresMajor.DEFAULT.toString()),
                output);
    }

    /**
     * Starts one in a certain way.
     *
     * @param prefix of the command, to run it as another user
     */
    static Process process(
            List<String> prefix,
            String classPath,
            Map<String, String> properties,
            List<String> arguments,
            Redirect output)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath));
        command.add("-D" + PostgresBinaries.FOLDER_PROPERTY + "="
                + System.getProperty(PostgresBinaries.FOLDER_PROPERTY, ""));
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add(ChildProcess.class.getName());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment().remove("XDG_CACHE_HOME");
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }
}
