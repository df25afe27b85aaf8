package dev.appdb.embedded;

import dev.appdb.call.CallLog;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.file.AtomicFile;
import dev.appdb.process.ChildEnvironment;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs of a distribution as the server's account.
 *
 * <p>They get none of our input and output: what they say goes to a file, so that a server they leave running holds
 * nothing of ours open. They run inside the server's folder and are given relative paths, so that no shell in between
 * ever sees the characters of a path. Where the system has {@code setsid} (Linux; macOS has none) they run in a session
 * of their own, which keeps a terminal's Ctrl-C from them.
 */
final class ServerPrograms {

    private static final int LINES_SHOWN = 10;

    private final Distribution distribution;
    private final ServerAccount.Source account;
    private final Path output;
    private final CallLog log;

    /** @param output where a program's output goes while it runs; deleted afterwards */
    ServerPrograms(Distribution distribution, ServerAccount.Source account, Path output, CallLog log) {
        this.distribution = distribution;
        this.account = account;
        this.output = output;
        this.log = log;
    }

    /** The end of a program: its exit code and the last lines of its output. */
    record Ending(int code, String lastLines) {

        boolean isSuccess() {
            return code == 0;
        }

        /** @throws FailureException where it failed */
        void requireSuccess(String what) throws FailureException {
            if (!isSuccess()) {
                throw ServerFailure.of(
                        what,
                        "PostgreSQL ended with code " + code + ": " + lastLines,
                        Remedy.of(
                                "Look at free disk space and memory, then run {} again; it starts over.",
                                Remedy.AGAIN));
            }
        }
    }

    /**
     * Runs a program to its end.
     *
     * @param input what it reads; never stands in a file
     * @throws FailureException where it cannot be started, or does not end within {@code limit}
     */
    Ending run(Path folder, String program, List<String> arguments, String input, Duration limit)
            throws FailureException {
        String what = "could not run PostgreSQL's " + program;
        long begin = System.nanoTime();
        Optional<String> trouble = Optional.of("not ended");
        try {
            Files.deleteIfExists(output);
            AtomicFile.writePrivate(output, "");
            Process process = start(folder, program, arguments);
            try {
                feed(process, input);
                if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                    throw ServerFailure.of(
                            what,
                            "it did not end within " + limit.toSeconds() + " s: " + LogTail.of(output, 0, LINES_SHOWN),
                            Remedy.of("Look at the machine's load and disk, then run {} again.", Remedy.AGAIN));
                }
                int code = process.exitValue();
                trouble = code == 0 ? Optional.empty() : Optional.of("code " + code);
                return new Ending(code, LogTail.of(output, 0, LINES_SHOWN));
            } finally {
                process.destroyForcibly();
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw ServerFailure.of(what, e);
        } catch (InterruptedException e) {
            throw ServerFailure.interrupted(what, e);
        } finally {
            log.ended("program", program, begin, trouble);
        }
    }

    private Process start(Path folder, String program, List<String> arguments) throws IOException, FailureException {
        List<String> command = new ArrayList<>();
        command.add(distribution.program(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(
                        inOwnSession(account.account().command(command)))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output.toFile()));
        ChildEnvironment.limit(builder, ChildEnvironment.OF_PROGRAMS);
        builder.environment().put("LANG", "C");
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder.start();
    }

    /** Ctrl-C reaches all of a terminal's session that is in front: what makes a server must be let finish. */
    private static List<String> inOwnSession(List<String> command) {
        List<String> all = new ArrayList<>();
        SystemProgram.named("setsid").ifPresent(setsid -> all.add(setsid.toString()));
        all.addAll(command);
        return all;
    }

    private static void feed(Process process, String input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException endedBeforeReading) {
            // its exit code and what it said tell why
        }
    }
}
