package dev.appdb.aws.account;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Sleeper;
import java.time.Duration;

/** Waits, and says what becomes of the work if that is cut short. */
public final class Waiter {
    private final Sleeper sleeper;

    Waiter(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    /** @param what what is waited for, a phrase: "stack appdb-app-dev" */
    public void pause(Duration duration, String what) throws FailureException {
        try {
            sleeper.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted(
                            "stopped waiting for " + what,
                            "the process was asked to end",
                            "AWS goes on by itself. Run the same command again to follow it.")
                    .asException(e);
        }
    }
}
