package dev.appdb.roles;

import dev.appdb.failure.Remedy;
import java.util.Optional;

/**
 * The options of a check.
 *
 * @param probe whether to add X1, which creates objects in a transaction that is rolled back
 * @param update the command that runs {@code manage}, shown as the remedy for what it repairs
 * @param monitor the role that looks in place of the master; empty where the master looks
 */
public record CheckOptions(boolean probe, Remedy update, Optional<Monitor> monitor) {

    public CheckOptions {
        if (update.isEmpty()) {
            throw new IllegalArgumentException("update is empty: give the command that updates the roles");
        }
    }

    /** Of the master's own check. */
    public CheckOptions(boolean probe, Remedy update) {
        this(probe, update, Optional.empty());
    }
}
