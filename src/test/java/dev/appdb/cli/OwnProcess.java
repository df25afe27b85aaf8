package dev.appdb.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The command in a process of its own, with nothing of this process's environment.
 *
 * @param folder where it is run; also its home
 * @param environment all the variables that it has, but for the locale; there is no role of a machine to ask for
 */
record OwnProcess(Path folder, Map<String, String> environment) {

    /** Runs a command line given as one string, split at spaces, to its end. */
    Invocation runs(String line) throws IOException, InterruptedException {
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        Process running = builder(line).redirectError(errors.toFile()).start();
        String out = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = running.waitFor();
        return new Invocation(exitCode, out, Files.readString(errors));
    }

    /** Starts one; whoever does ends it. */
    Process starts(String line) throws IOException {
        return builder(line)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private ProcessBuilder builder(String line) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Appdb.class.getName()));
        command.addAll(List.of(line.split(" ")));
        ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> variables = new HashMap<>(Map.of("AWS_EC2_METADATA_DISABLED", "true", "LANG", "C.UTF-8"));
        variables.putAll(environment);
        process.environment().clear();
        process.environment().putAll(variables);
        return process;
    }
}
