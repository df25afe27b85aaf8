package dev.appdb.cli;

import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.Interruptions;
import dev.appdb.cli.console.NonInteractivePrompts;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.failure.Timeouts;
import dev.appdb.tui.Guide;
import dev.appdb.tui.line.StandardStreams;
import dev.appdb.tui.line.Terminals;
import dev.appdb.tui.progress.TerminalCapabilities;
import dev.appdb.tui.screen.ScreenGuide;
import dev.appdb.tui.screen.ScreenWarmUp;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The program that the launcher runs once after a build, to learn which classes a start needs (class-data sharing, AOT cache):
 * commands that end at once, a local database of its own that is set up, checked and removed, and the wizard's first
 * question on a terminal that nobody sees. Not a command; it writes nothing that stays, and calls nobody but its own
 * machine.
 */
final class StartUpTraining {
    /** Many times what it takes; a start must not wait for it for ever. */
    private static final long LIMIT_SECONDS = 120;

    private static final long LEAVING_SECONDS = 20;

    private static final Map<String, String> ENVIRONMENT = Map.of("TERM", "xterm-256color", "LC_ALL", "C.UTF-8");

    /** An address without a server: a connection fails at once, with the driver loaded. */
    private static final String NO_SERVER = "postgresql://postgres@127.0.0.1:1/app";

    private final Path folder;

    private StartUpTraining(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS).execute(() -> System.exit(ExitCode.FAILED));
        CompletableFuture.delayedExecutor(LIMIT_SECONDS + LEAVING_SECONDS, TimeUnit.SECONDS)
                .execute(() -> Runtime.getRuntime().halt(ExitCode.FAILED));
        StartUpTraining training = new StartUpTraining(Files.createTempDirectory("appdb-training"));
        // However this ends, by Ctrl-C as well, nothing stays.
        Runtime.getRuntime().addShutdownHook(new Thread(training::leave, "leaving"));
        training.train();
        System.exit(ExitCode.DONE);
    }

    private void leave() {
        run(NonInteractivePrompts.INSTANCE, StandardStreams.ofThisProcess(), words("stop"));
        try {
            delete(folder);
        } catch (IOException left) {
            // It is a folder for temporary files.
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private void train() throws IOException {
        Appdb.run(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), "--version");
        run(NonInteractivePrompts.INSTANCE, StandardStreams.ofThisProcess(), "setup", "--help");
        run(
                NonInteractivePrompts.INSTANCE,
                StandardStreams.ofThisProcess(),
                words("roles check --target server --server-url " + NO_SERVER));
        // With a declaration, so that Terraform's files are read as in a project that has some.
        run(
                NonInteractivePrompts.INSTANCE,
                StandardStreams.ofThisProcess(),
                words("setup --target local --extension pg_trgm=on --yes"));
        run(NonInteractivePrompts.INSTANCE, StandardStreams.ofThisProcess(), words("roles check"));
        if (!StandardStreams.ofThisProcess().input()) {
            tryTheRealTerminal();
        }
        ScreenWarmUp.run();
        Visitor visitor = new Visitor();
        TerminalCapabilities style = Terminals.capabilities(ENVIRONMENT, true, false);
        try (Guide guide = ScreenGuide.onStreams(visitor.keys, visitor, style)) {
            run(guide, new StandardStreams(true, true, true), "setup");
        }
        // Its data may be outside of the folder: root's servers run as another account, which can't look into every
        // folder.
        run(NonInteractivePrompts.INSTANCE, StandardStreams.ofThisProcess(), words("destroy --confirm app-dev"));
    }

    /** Loads what opening it takes; there is none to be opened. */
    private static void tryTheRealTerminal() {
        try {
            ScreenGuide.openIfLargeEnough(new TerminalCapabilities(false, false))
                    .ifPresent(Guide::close);
        } catch (IOException asExpected) {
            // The classes are loaded all the same.
        }
    }

    private static String[] words(String command) {
        return (command + " --app-name app --environment dev").split(" ");
    }

    private void run(Guide guide, StandardStreams streams, String... words) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        ProcessContext context = new ProcessContext(
                folder,
                ENVIRONMENT,
                nowhere,
                nowhere,
                streams,
                (wholeScreen, noColor) -> guide,
                Interruptions.OF_THE_PROCESS,
                Clock.systemUTC(),
                Timeouts.STANDARD,
                new SecureRandom());
        CommandLineInterface.run(context, words);
    }

    /** Somebody who looks at the first question, and leaves with Ctrl-C. */
    private static final class Visitor extends OutputStream {
        private static final String QUESTION = "App name";
        private static final int CTRL_C = 3;

        private final PipedInputStream keys = new PipedInputStream();
        private final PipedOutputStream typing;
        private final StringBuilder shown = new StringBuilder();
        private boolean hasTyped;

        Visitor() throws IOException {
            typing = new PipedOutputStream(keys);
        }

        @Override
        public void write(int value) throws IOException {
            shown.append((char) (value & 0xff));
            if (!hasTyped && shown.indexOf(QUESTION) >= 0) {
                hasTyped = true;
                typing.write(CTRL_C);
            }
        }
    }
}
