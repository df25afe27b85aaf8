package dev.appdb.roles;

import dev.appdb.failure.Remedy;

/**
 * The options of a check.
 *
 * @param probe whether to add X1, which creates objects in a transaction that is rolled back
 * @param update the command that runs {@code manage}, shown as the remedy for what it repairs
 */
public record CheckOptions(boolean probe, Remedy update) {

    public CheckOptions {
        if (update.isEmpty()) {
            throw new IllegalArgumentException("update is empty: give the command that updates the roles");
        }
    }
}
