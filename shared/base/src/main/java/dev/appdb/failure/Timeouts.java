package dev.appdb.failure;

import java.time.Duration;

/**
 * The time limits of calls to a service over the network.
 *
 * @param connection how long a connection may take
 * @param answer how long the answer to a call may take
 * @param work how long the answer to a call may take that has work done first, such as running a function
 */
public record Timeouts(Duration connection, Duration answer, Duration work) {
    /**
     * The product's own. For work it is longer than AWS Lambda lets a function run (15 minutes), so that the function's own
     * time limit is the one that is met.
     */
    public static final Timeouts STANDARD =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(16));
}
