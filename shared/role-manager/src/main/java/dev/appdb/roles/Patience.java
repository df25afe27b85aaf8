package dev.appdb.roles;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long the role manager waits, and how often it tries again when another run is in its way.
 *
 * @param statementTimeout the longest that one statement may take, waiting for another run included; at least 1 ms
 * @param lockTimeout the longest that a statement waits for a lock; at least 1 ms
 * @param attempts how often a transaction that collided with another one is begun, at least 1
 * @param firstPause the upper bound of the first random pause between attempts; it doubles from one to the next
 * @param longestPause no pause is longer
 * @param sleeper does the waiting
 * @param random draws the pauses
 */
public record Patience(
        Duration statementTimeout,
        Duration lockTimeout,
        int attempts,
        Duration firstPause,
        Duration longestPause,
        Sleeper sleeper,
        RandomGenerator random) {

    /** Waits. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration pause) throws InterruptedException;
    }

    public Patience {
        if (statementTimeout.toMillis() < 1 || lockTimeout.toMillis() < 1 || attempts < 1) {
            throw new IllegalArgumentException("timeouts must be 1 ms or more, and attempts 1 or more");
        }
        if (firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("pauses must not be negative, nor the longest shorter than the first");
        }
    }

    /** One minute a statement, 5 s a lock, 30 attempts with pauses from 20 ms up to 1 s. */
    public static Patience standard() {
        return new Patience(
                Duration.ofMinutes(1),
                Duration.ofSeconds(5),
                30,
                Duration.ofMillis(20),
                Duration.ofSeconds(1),
                pause -> Thread.sleep(pause.toMillis()),
                RandomGenerator.getDefault());
    }

    /** The pause after this many failed attempts: between nothing and the bound ("full jitter"). */
    Duration pauseAfter(int failures) {
        long boundMillis = firstPause.toMillis();
        for (int doubled = 1; doubled < failures && boundMillis < longestPause.toMillis(); doubled++) {
            boundMillis *= 2;
        }
        return Duration.ofMillis(random.nextLong(Math.min(boundMillis, longestPause.toMillis()) + 1));
    }
}
