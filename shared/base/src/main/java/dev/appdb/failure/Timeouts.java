package dev.appdb.failure;

import java.time.Duration;

/**
 * The time limits of calls to a service over the network, and the waiting between two of them.
 *
 * @param sleeper waits between two looks at work that goes on there
 * @param connection how long a connection may take
 * @param answer how long the answer to a call may take
 * @param work how long the answer to a call may take that has work done first, such as running a function
 * @param pauses whether a call that failed is left alone for a moment before it is tried again
 */
public record Timeouts(Sleeper sleeper, Duration connection, Duration answer, Duration work, boolean pauses) {
    /**
     * The product's own. For work it is longer than AWS Lambda lets a function run (15 minutes), so that the function's own
     * time limit is the one that is met.
     */
    public static final Timeouts STANDARD =
            new Timeouts(Sleeper.THREAD, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(16), true);
}
