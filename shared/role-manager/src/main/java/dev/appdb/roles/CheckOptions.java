package dev.appdb.roles;

/**
 * The options of a check.
 *
 * @param probe whether to add X1, which creates objects in a transaction that is rolled back
 * @param updateCommand the command that runs {@code manage}, shown as the remedy for what it repairs
 */
public record CheckOptions(boolean probe, String updateCommand) {

    public CheckOptions {
        if (updateCommand.isBlank()) {
            throw new IllegalArgumentException("updateCommand is empty: give the command that updates the roles");
        }
    }
}
