package dev.appdb.roles;

import dev.appdb.failure.RetryPolicy;
import dev.appdb.failure.Sleeper;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The limits of the role manager's transactions, and how often one that collided with another run is begun again.
 *
 * @param statementTimeout the longest that one statement may take, waiting for another run included; at least 1 ms
 * @param lockTimeout the longest that a statement waits for a lock; at least 1 ms
 * @param retries how often a transaction is begun, and the pauses between
 * @param random draws the names of what a probe creates
 */
public record TransactionPolicy(
        Duration statementTimeout, Duration lockTimeout, RetryPolicy retries, RandomGenerator random) {

    /** @throws IllegalArgumentException if a limit is shorter than 1 ms */
    public TransactionPolicy {
        if (statementTimeout.toMillis() < 1 || lockTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("timeouts must be 1 ms or more");
        }
    }

    /** One minute a statement, 5 s a lock, 30 attempts with random pauses from 20 ms up to 1 s. */
    public static TransactionPolicy standard() {
        return standard(Sleeper.THREAD, RandomGenerator.getDefault());
    }

    /** The same with another way to wait and to draw. */
    public static TransactionPolicy standard(Sleeper sleeper, RandomGenerator random) {
        return new TransactionPolicy(
                Duration.ofMinutes(1),
                Duration.ofSeconds(5),
                new RetryPolicy(30, Duration.ofMillis(20), Duration.ofSeconds(1), random::nextDouble, sleeper),
                random);
    }

    /** The same with shorter limits. */
    public TransactionPolicy within(Duration statement, Duration lock) {
        return new TransactionPolicy(statement, lock, retries, random);
    }
}
