package dev.appdb.cli;

import dev.appdb.failure.Failure;
import java.io.PrintWriter;

/** What is said when appdb itself is at fault: an exception that nobody expected. */
final class Bug {
    private Bug() {}

    static Failure failure(Exception bug) {
        return Failure.failed(
                "bug",
                "appdb stopped in the middle of its work",
                "it met something that it was not made for (" + bug.getClass().getSimpleName() + ")",
                "This is a bug in appdb: please report it with the lines above. The same command can be run again.");
    }

    /** The trace, for whoever mends it, and last the words for whoever met it. */
    static void tell(Exception bug, PrintWriter err) {
        bug.printStackTrace(err);
        err.println("appdb: " + failure(bug).sentence());
    }
}
