package dev.appdb.cli;

import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.Interruptions;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.console.TerminalGuides;
import dev.appdb.cli.console.Transcript;
import dev.appdb.failure.Timeouts;
import dev.appdb.tui.line.StandardStreams;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The process. */
public final class Appdb {
    private Appdb() {}

    public static void main(String[] arguments) {
        homeOfTheEnvironment();
        try {
            WarmUp.begin(arguments);
            System.exit(
                    run(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err), arguments));
        } catch (LinkageError e) {
            endWithoutClasses(e);
        }
    }

    /** Takes the home folder from HOME, as the launcher does: Java has it from the passwd database, and a container has none. */
    private static void homeOfTheEnvironment() {
        String home = System.getenv("HOME");
        if (home != null
                && home.startsWith("/")
                && !System.getProperty("user.home", "").startsWith("/")) {
            System.setProperty("user.home", home);
        }
    }

    /** Runs nothing more of appdb, which could need the very class that can't be had. */
    private static void endWithoutClasses(LinkageError error) {
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true);
        err.println("appdb: could not load a part of itself (" + error.getMessage()
                + "). If too few files may be open at" + " once, raise the limit (ulimit -n); else build appdb anew.");
        Runtime.getRuntime().halt(ExitCode.FAILED);
    }

    /** Runs a command line of this process and gives its exit code. */
    static int run(OutputStream standardOut, OutputStream standardErr, String... arguments) {
        Map<String, String> environment = environment();
        StandardStreams streams = StandardStreams.ofThisProcess();
        Transcript transcript = new Transcript(standardOut, standardErr);
        PrintStream out = transcript.out();
        PrintStream err = transcript.err();
        // Also what Java and libraries have to say comes after the screen.
        System.setErr(err);
        int exitCode;
        try (TerminalGuides guides = new TerminalGuides(environment, streams, transcript)) {
            Interruptions.OF_THE_PROCESS.watch(guides::close);
            ProcessContext context = new ProcessContext(
                    Path.of("").toAbsolutePath(),
                    environment,
                    out,
                    err,
                    streams,
                    guides,
                    Interruptions.OF_THE_PROCESS,
                    Clock.systemUTC(),
                    Timeouts.STANDARD,
                    () -> Randomness.SECURE.nextLong());
            exitCode = CommandLineInterface.run(context, arguments);
        }
        // checkError flushes: a result that nobody could get was not delivered.
        boolean lost = out.checkError() && exitCode == ExitCode.DONE;
        if (lost) {
            err.println("appdb: the result could not be written: standard output is closed or full");
        }
        err.flush();
        return lost ? ExitCode.FAILED : exitCode;
    }

    /** Made at its first use: it looks through what Java has of this. */
    private static final class Randomness {
        static final SecureRandom SECURE = new SecureRandom();

        private Randomness() {}
    }

    /** The process's environment, with the locale of the terminal where the launcher had to take another for Java. */
    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        String terminal = environment.remove("APPDB_TERMINAL_LOCALE");
        if (terminal != null) {
            environment.put("LC_ALL", terminal);
        }
        return environment;
    }
}
