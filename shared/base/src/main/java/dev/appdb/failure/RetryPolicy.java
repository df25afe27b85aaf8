package dev.appdb.failure;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The number of attempts at something, and the pauses between them. The bound of a pause doubles from one to
 * the next.
 *
 * @param attempts at least 1
 * @param firstPause the upper bound of the first pause, not negative
 * @param longestPause no pause is longer
 * @param share draws which share of its bound a pause takes, from 0 to 1
 * @param sleeper does the waiting
 */
public record RetryPolicy(
        int attempts, Duration firstPause, Duration longestPause, DoubleSupplier share, Sleeper sleeper) {

    /** @throws IllegalArgumentException if the attempts or the pauses are out of range */
    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be 1 or more");
        }
        if (firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("pauses must not be negative, nor the longest shorter than the first");
        }
    }

    /** One with pauses of the same length. */
    public static RetryPolicy every(Duration pause, int attempts, Sleeper sleeper) {
        return new RetryPolicy(attempts, pause, pause, () -> 1, sleeper);
    }

    /** The pause after this many failed attempts, at least 1. */
    public Duration pauseAfter(int failures) {
        long boundMillis = firstPause.toMillis();
        for (int doubled = 1; doubled < failures && boundMillis < longestPause.toMillis(); doubled++) {
            boundMillis *= 2;
        }
        return Duration.ofMillis(Math.round(Math.min(boundMillis, longestPause.toMillis()) * share.getAsDouble()));
    }

    /** Waits after this many failed attempts. */
    public void pause(int failures) throws InterruptedException {
        sleeper.sleep(pauseAfter(failures));
    }

    /** The longest that all pauses together may take. */
    public Duration longest() {
        Duration sum = Duration.ZERO;
        long boundMillis = firstPause.toMillis();
        for (int pause = 0; pause < attempts; pause++) {
            sum = sum.plusMillis(boundMillis);
            boundMillis = Math.min(2 * boundMillis, longestPause.toMillis());
        }
        return sum;
    }
}
