package dev.appdb.postgres.local;

import dev.appdb.embedded.PostgresException;
import dev.appdb.failure.Sleeper;
import java.time.Duration;

/**
 * How long a command waits for others that use the server.
 *
 * @param pause between two looks
 * @param mostPauses how often
 * @param sleeper does the waiting
 */
record Patience(Duration pause, int mostPauses, Sleeper sleeper) {

    /** 30 s. */
    static final Patience STANDARD = new Patience(Duration.ofMillis(100), 300, pause -> Thread.sleep(pause.toMillis()));

    Duration longest() {
        return pause.multipliedBy(mostPauses);
    }

    void waitOnce() throws PostgresException {
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresException(
                    "Could not wait for the other users of the server", "Interrupted.", "Run the same command again.");
        }
    }
}
