package dev.appdb.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.Interruptions;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.failure.Timeouts;
import dev.appdb.tui.Guide;
import dev.appdb.tui.line.StandardStreams;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The result of one command line, run in this process. */
record Invocation(int exitCode, String out, String err) {

    /** The one document on stdout of {@code --output json}. */
    JsonNode json() {
        return Console.parsed(out);
    }

    /** The events on stderr of {@code --output json}. */
    List<JsonNode> events() {
        return err.lines().map(Console::parsed).toList();
    }

    /** Somebody who works in a project folder, and on a machine where nothing has to be waited for. */
    record Developer(Path project, Guide guide, Map<String, String> environment, Clock clock, Timeouts timeouts) {

        Developer(Path project, Guide guide, Map<String, String> environment) {
            this(project, guide, environment, Clock.systemUTC(), FakeAws.NO_WAITING);
        }

        /** With nobody at a terminal, as in a script. */
        static Developer script(Path project) {
            return new Developer(project, ScriptedGuide.none(), Map.of("LANG", "C.UTF-8"));
        }

        Developer with(Guide others) {
            return new Developer(project, others, environment, clock, timeouts);
        }

        Invocation run(String... words) {
            return run(new StandardStreams(false, false, false), words);
        }

        /** Runs a command line whose results are shown on a terminal of a width. */
        Invocation runsOn(int columns, String line) {
            return run(new StandardStreams(false, true, true, () -> columns), line.split(" "));
        }

        private Invocation run(StandardStreams streams, String... words) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int exitCode = CommandLineInterface.run(
                    context(
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            new PrintStream(err, true, StandardCharsets.UTF_8),
                            streams),
                    words);
            Invocation invocation = new Invocation(
                    exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
            String line = String.join(" ", words);
            if (line.matches(".*(--output[ =]json|-o ?json).*")) {
                PublishedDocuments.check(line, invocation);
            }
            return invocation;
        }

        ProcessContext context(PrintStream out, PrintStream err) {
            return context(out, err, new StandardStreams(false, false, false));
        }

        private ProcessContext context(PrintStream out, PrintStream err, StandardStreams streams) {
            return new ProcessContext(
                    project,
                    environment,
                    out,
                    err,
                    streams,
                    (wholeScreen, noColor) -> guide,
                    new Uninterrupted(),
                    clock,
                    timeouts,
                    RandomGenerator.getDefault());
        }

        /** Runs a command line given as one string, split at spaces. */
        Invocation runs(String line, String... more) {
            List<String> words = new ArrayList<>(List.of(line.split(" ")));
            words.addAll(List.of(more));
            return run(words.toArray(String[]::new));
        }
    }

    /** A process that nobody ends from outside. */
    static final class Uninterrupted implements Interruptions {
        @Override
        public Watch watch(Runnable action) {
            return () -> {};
        }

        @Override
        public void interrupt() {
            throw new AssertionError("nothing here is interrupted");
        }
    }
}
