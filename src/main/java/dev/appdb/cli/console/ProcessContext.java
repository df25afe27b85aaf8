package dev.appdb.cli.console;

import dev.appdb.call.CallLog;
import dev.appdb.failure.Timeouts;
import dev.appdb.tui.line.StandardStreams;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The parts of the process that a command uses, so that a test can supply its own.
 *
 * @param directory the current folder
 * @param environment the environment variables
 * @param out where results go
 * @param err where everything else goes
 * @param streams which of the standard streams are terminals
 * @param guides how to ask a person, if there is one
 * @param interruptions what to run when the process is asked to end from outside
 * @param clock the time, in UTC
 * @param timeouts how long to wait for others
 * @param calls the log of the calls to others, which is off until a command is verbose
 */
public record ProcessContext(
        Path directory,
        Map<String, String> environment,
        PrintStream out,
        PrintStream err,
        StandardStreams streams,
        Guides guides,
        Interruptions interruptions,
        Clock clock,
        Timeouts timeouts,
        RandomGenerator random,
        CallLog calls) {
    /** With a log of its own. */
    public ProcessContext(
            Path directory,
            Map<String, String> environment,
            PrintStream out,
            PrintStream err,
            StandardStreams streams,
            Guides guides,
            Interruptions interruptions,
            Clock clock,
            Timeouts timeouts,
            RandomGenerator random) {
        this(directory, environment, out, err, streams, guides, interruptions, clock, timeouts, random, new CallLog());
    }

    /** The clock in the process's time zone. The first look at a zone has Java open every jar: only a command that shows times asks. */
    public Clock localClock() {
        return clock.withZone(ZoneId.systemDefault());
    }
}
