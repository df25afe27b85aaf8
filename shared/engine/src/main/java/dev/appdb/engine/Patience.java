package dev.appdb.engine;

import java.time.Duration;

/**
 * How long the process waits for a service over the network: for a connection and an answer, before it tries a call again,
 * and between two looks at work that goes on there.
 *
 * @param sleeper waits between two looks
 * @param connection how long a connection may take
 * @param answer how long the answer to a call may take
 * @param work how long the answer to a call may take that has work done first, such as running a function
 * @param pauses whether a call that failed is left alone for a moment before it is tried again
 */
public record Patience(Sleeper sleeper, Duration connection, Duration answer, Duration work, boolean pauses) {
    /**
     * The process's own. For work it is longer than AWS Lambda lets a function run (15 minutes), so that the function's own
     * time limit is the one that is met.
     */
    public static final Patience OF_THE_PROCESS = new Patience(
            Sleeper.OF_THE_PROCESS, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(16), true);
}
