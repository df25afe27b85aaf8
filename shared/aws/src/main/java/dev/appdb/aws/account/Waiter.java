package dev.appdb.aws.account;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
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
                            Remedy.of("AWS continues without it. Run {} again to follow it.", Remedy.AGAIN))
                    .asException(e);
        }
    }
}
