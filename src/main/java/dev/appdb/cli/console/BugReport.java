package dev.appdb.cli.console;

import dev.appdb.failure.Failure;
import java.io.PrintWriter;

/** The report of a defect of appdb itself: an exception that nothing handled. */
public final class BugReport {
    private BugReport() {}

    public static Failure failure(Exception bug) {
        return Failure.failed(
                "bug",
                "appdb stopped in the middle of its work",
                "it met something that it was not made for (" + bug.getClass().getSimpleName() + ")",
                "This is a bug in appdb: please report it with the lines above. The same command can be run again.");
    }

    /** Prints the stack trace for maintainers, and last the sentence for the user. */
    public static void print(Exception bug, PrintWriter err) {
        bug.printStackTrace(err);
        err.println("appdb: " + failure(bug).sentence());
    }
}
