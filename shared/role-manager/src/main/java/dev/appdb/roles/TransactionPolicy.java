package dev.appdb.roles;

import dev.appdb.failure.RetryPolicy;
import dev.appdb.failure.Sleeper;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The limits of the role manager's transactions, and how often one that collided with another run is begun again.
 *
 * @param statementTimeout the longest that one statement may take, waiting for another run included; at least 1 ms
 * @param lockTimeout the longest that a statement waits for a lock; from 1 ms to 1 h. The wait then fails, naming who blocks
 * @param retries how often a transaction is begun, and the pauses between
 * @param random draws the names of what a probe creates
 * @param waiting is called, from a thread of its own, when a transaction has waited for a lock for 2 s, and again when
 *     others block it
 * @param timeLeft the time that is left when a transaction begins, where it has to end by then; shortens both limits
 */
public record TransactionPolicy(
        Duration statementTimeout,
        Duration lockTimeout,
        RetryPolicy retries,
        RandomGenerator random,
        Consumer<LockWait> waiting,
        Supplier<Duration> timeLeft) {
    /** The longest lock timeout. */
    public static final Duration LONGEST_LOCK_TIMEOUT = Duration.ofHours(1);

    /** A transaction that has less time is not begun. */
    static final Duration LEAST_TIME = Duration.ofSeconds(1);

    private static final Supplier<Duration> ENOUGH = () -> Duration.ofDays(1);

    /** @throws IllegalArgumentException if a limit is shorter than 1 ms, or the lock's longer than 1 h */
    public TransactionPolicy {
        if (statementTimeout.toMillis() < 1 || lockTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("timeouts must be 1 ms or more");
        }
        if (lockTimeout.compareTo(LONGEST_LOCK_TIMEOUT) > 0) {
            throw new IllegalArgumentException("the lock timeout must be 1 h or less");
        }
    }

    /** Without a listener, and without a deadline. */
    public TransactionPolicy(
            Duration statementTimeout, Duration lockTimeout, RetryPolicy retries, RandomGenerator random) {
        this(statementTimeout, lockTimeout, retries, random, wait -> {}, ENOUGH);
    }

    /** One minute a statement, 30 s a lock, 30 attempts with random pauses from 20 ms up to 1 s. */
    public static TransactionPolicy standard() {
        return standard(Sleeper.THREAD, RandomGenerator.getDefault());
    }

    /** The same with another way to wait and to draw. */
    public static TransactionPolicy standard(Sleeper sleeper, RandomGenerator random) {
        return new TransactionPolicy(
                Duration.ofMinutes(1),
                UpdateOptions.STANDARD_LOCK_TIMEOUT,
                new RetryPolicy(30, Duration.ofMillis(20), Duration.ofSeconds(1), random::nextDouble, sleeper),
                random);
    }

    /** The same with shorter limits. */
    public TransactionPolicy within(Duration statement, Duration lock) {
        return new TransactionPolicy(statement, lock, retries, random, waiting, timeLeft);
    }

    /** The same for transactions that have to end in time. */
    public TransactionPolicy endingIn(Supplier<Duration> left) {
        return new TransactionPolicy(statementTimeout, lockTimeout, retries, random, waiting, left);
    }

    /** The same with somebody who is called about waits for locks. */
    public TransactionPolicy notifying(Consumer<LockWait> listener) {
        return new TransactionPolicy(statementTimeout, lockTimeout, retries, random, listener, timeLeft);
    }

    /** The same with another limit for locks; a statement then has as long, and a minute more. */
    public TransactionPolicy withLockTimeout(Duration lock) {
        Duration statement = lock.plusMinutes(1);
        return within(statement.compareTo(statementTimeout) > 0 ? statement : statementTimeout, lock);
    }

    /** Returns whether transactions have to end in time. */
    boolean hasDeadline() {
        return timeLeft != ENOUGH;
    }

    /** The statement's limit for a transaction that begins now; at least 1 s. */
    Duration statementTimeoutNow() {
        return inTime(statementTimeout);
    }

    /** The lock's limit for a transaction that begins now; at least 1 s where the time is short. */
    Duration lockTimeoutNow() {
        return inTime(lockTimeout);
    }

    private Duration inTime(Duration limit) {
        Duration left = timeLeft.get();
        Duration usable = left.compareTo(LEAST_TIME) < 0 ? LEAST_TIME : left;
        return limit.compareTo(usable) < 0 ? limit : usable;
    }
}
