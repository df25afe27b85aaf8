package dev.appdb.roles;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The conditions of an update.
 *
 * @param mode its extent
 * @param expectedPlan the id of the plan that was approved; the update refuses where its own plan, computed under its locks,
 *     has another one. Where nothing is left to change the update succeeds, so that one that was interrupted can be repeated
 * @param allowedRevocations the roles, none of them ours, that may lose something by it; {@code PUBLIC} allows what roles
 *     have through PUBLIC only. A user of ours in it may log in again, though somebody closed its login. Without a role's
 *     name, an update that takes something from it is refused
 * @param lockTimeout the longest that a statement waits for a lock; from 1 ms to 1 h
 */
public record UpdateOptions(
        UpdateMode mode, Optional<String> expectedPlan, Set<String> allowedRevocations, Duration lockTimeout) {
    /** The lock timeout where none is asked for: 30 s. */
    public static final Duration STANDARD_LOCK_TIMEOUT = Duration.ofSeconds(30);

    /** @throws IllegalArgumentException if the lock timeout is shorter than 1 ms or longer than 1 h */
    public UpdateOptions {
        allowedRevocations = Collections.unmodifiableSet(new TreeSet<>(allowedRevocations));
        if (lockTimeout.toMillis() < 1 || lockTimeout.compareTo(TransactionPolicy.LONGEST_LOCK_TIMEOUT) > 0) {
            throw new IllegalArgumentException("the lock timeout must be from 1 ms to 1 h");
        }
    }

    /** Everything, whatever the plan's id, and nothing taken from roles that are not ours. */
    public static UpdateOptions standard() {
        return new UpdateOptions(UpdateMode.FULL, Optional.empty(), Set.of(), STANDARD_LOCK_TIMEOUT);
    }

    /** The same for another extent. */
    public UpdateOptions in(UpdateMode other) {
        return new UpdateOptions(other, expectedPlan, allowedRevocations, lockTimeout);
    }

    /** The same for one plan only. */
    public UpdateOptions expecting(String plan) {
        return new UpdateOptions(mode, Optional.of(plan), allowedRevocations, lockTimeout);
    }

    /** The same with these roles, which may lose something. */
    public UpdateOptions allowing(Set<String> roles) {
        return new UpdateOptions(mode, expectedPlan, roles, lockTimeout);
    }

    /** The same with another limit for waits. */
    public UpdateOptions withLockTimeout(Duration limit) {
        return new UpdateOptions(mode, expectedPlan, allowedRevocations, limit);
    }
}
