package dev.appdb.aws.account;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Sleeper;
import java.time.Duration;

/** Waits between polls; an interruption becomes a failure that says that AWS continues. */
public final class Waiter {
    private final Sleeper sleeper;

    Waiter(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    /** @param what the subject of the wait, a noun phrase: "stack appdb-app-dev" */
    public void pause(Duration duration, String what) throws FailureException {
        try {
            sleeper.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted(
                            "stopped waiting for " + what,
                            "the process was interrupted",
                            "AWS continues without it. Run the same command again to follow it.")
                    .asException(e);
        }
    }
}
