package dev.appdb.cli;

import dev.appdb.engine.Patience;
import dev.appdb.tui.line.StandardStreams;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The process. */
public final class Appdb {
    private Appdb() {}

    public static void main(String[] arguments) {
        Map<String, String> environment = environment();
        StandardStreams streams = StandardStreams.ofThisProcess();
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        int exitCode;
        // Needed before the command line is parsed, since the terminal is there before it, too.
        boolean noColor = List.of(arguments).contains("--no-color");
        try (TerminalPeople people = new TerminalPeople(environment, streams, noColor)) {
            Surroundings surroundings = new Surroundings(
                    Path.of("").toAbsolutePath(),
                    environment,
                    out,
                    err,
                    streams,
                    people,
                    Interruptions.OF_THE_PROCESS,
                    Clock.systemUTC(),
                    Patience.OF_THE_PROCESS,
                    new SecureRandom());
            exitCode = CommandLineInterface.run(surroundings, arguments);
        }
        // checkError flushes: a result that nobody could get was not delivered.
        boolean lost = out.checkError() && exitCode == ExitCode.DONE;
        if (lost) {
            err.println("appdb: the result could not be written: standard output is closed or full");
        }
        err.flush();
        System.exit(lost ? ExitCode.FAILED : exitCode);
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

    /** UTF-8 whatever the locale: names and data are, and a terminal that is not gets ASCII decoration anyway. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
