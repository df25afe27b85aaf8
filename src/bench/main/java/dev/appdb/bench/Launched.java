package dev.appdb.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Whole processes, from the start to the end, with nothing on their standard input.
 *
 * @param folder where they run
 * @param environment what their environment has besides this process's
 */
record Launched(Path folder, Map<String, String> environment) {
    private static final long TIMEOUT_MINUTES = 5;

    /** The launcher; it has nothing to build, since what is there was built from these sources just now. */
    static Path launcher() throws IOException {
        Path launcher = Path.of(System.getProperty("appdb.home", "."), "appdb").toAbsolutePath();
        Files.writeString(launcher.resolveSibling("src/target/.built"), "");
        return launcher;
    }

    /** Runs a program to its end. */
    void run(String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(List.of(command) + " did not end");
        }
        if (process.exitValue() != 0) {
            throw new IOException(List.of(command) + " ended with " + process.exitValue() + ": "
                    + Files.readString(output, StandardCharsets.UTF_8));
        }
    }

    /** Returns true if a program is installed and exits successfully. */
    boolean works(String... command) throws InterruptedException {
        try {
            run(command);
            return true;
        } catch (IOException notHere) {
            return false;
        }
    }
}
