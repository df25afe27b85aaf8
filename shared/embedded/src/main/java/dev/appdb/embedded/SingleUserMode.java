package dev.appdb.embedded;

import dev.appdb.failure.FailureException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs statements as the bootstrap superuser of a server that does not run, without any way in for others and without a
 * password (PostgreSQL documentation, "postgres", single-user mode). None of them is logged.
 */
final class SingleUserMode {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final List<String> ARGUMENTS = List.of(
            "--single",
            "-j",
            "-D",
            "data",
            "-c",
            "exit_on_error=true",
            "-c",
            "log_statement=none",
            "-c",
            "log_min_duration_statement=-1",
            "-c",
            "log_min_error_statement=panic",
            "template1");

    private final ServerPrograms programs;

    SingleUserMode(ServerPrograms programs) {
        this.programs = programs;
    }

    /**
     * Runs them in {@code template1}, each in a transaction of its own, up to the first that fails.
     *
     * @param folder of the cluster
     */
    void run(Path folder, List<String> statements) throws FailureException {
        String text = statements.stream().map(statement -> statement + ";\n\n").collect(Collectors.joining());
        programs.run(folder, "postgres", ARGUMENTS, text, LIMIT).requireSuccess("could not shape the server");
    }
}
