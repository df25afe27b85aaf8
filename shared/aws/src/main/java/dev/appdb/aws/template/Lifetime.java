package dev.appdb.aws.template;

import dev.appdb.failure.Problems;
import java.util.Optional;

/**
 * How long the database and what it leaves behind are meant to last.
 *
 * @param temporary whether everything may go with the stack, as for a test of a pull request: no final snapshot, no
 *     protection
 * @param deletionProtection whether RDS refuses to delete the cluster. Off while the stack is created, since a creation
 *     that failed could not be rolled back otherwise; switched on by a second change set
 * @param vaultIsKept whether an earlier stack left its backup vault, which then is used again and stays outside the stack
 * @param backupRetention how many days RDS keeps its backups; empty if nothing in particular is asked for
 */
public record Lifetime(
        boolean temporary, boolean deletionProtection, boolean vaultIsKept, Optional<Integer> backupRetention) {

    /** @throws IllegalArgumentException if a temporary database is protected */
    public Lifetime {
        new Problems()
                .unless(
                        !(temporary && deletionProtection),
                        "a temporary database is short-lived, so it has no deletion protection")
                .refuse("lifetime");
    }

    /** Meant to stay; not yet protected. */
    public static Lifetime lasting() {
        return new Lifetime(false, false, false, Optional.empty());
    }

    /** Meant to go. */
    public static Lifetime temporary(boolean vaultIsKept) {
        return new Lifetime(true, false, vaultIsKept, Optional.empty());
    }

    /** What becomes of that which would be missed. */
    DeletionPolicy keeping() {
        return temporary ? DeletionPolicy.DELETED : DeletionPolicy.KEPT;
    }
}
