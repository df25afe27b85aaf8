package dev.appdb.cli;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;

/** What happens when a person says no. */
final class Declined {
    private Declined() {}

    /** @param what what was asked about */
    static FailureException at(String what) {
        return Failure.refused(
                        "declined",
                        "nothing more was changed",
                        "you did not confirm " + what,
                        "Run the same command again when you want it; --yes confirms without asking.")
                .asException();
    }
}
