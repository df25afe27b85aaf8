package dev.appdb.aws.template;

import dev.appdb.failure.Problems;
import java.util.Optional;

/**
 * The intended lifetime of the database and its backups.
 *
 * @param temporary true if everything is deleted with the stack, as for a test of a pull request: no final snapshot, no
 *     protection
 * @param deletionProtection true if RDS refuses to delete the cluster. Off while the stack is created, since a failed
 *     creation could not be rolled back otherwise; turned on by a second change set
 * @param vaultIsKept true if an earlier stack retained its backup vault, which is then used again and stays outside the
 *     stack
 * @param backupRetention the days that RDS keeps its backups; empty for the default
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

    /** The policy for resources that hold data. */
    DeletionPolicy keeping() {
        return temporary ? DeletionPolicy.DELETED : DeletionPolicy.KEPT;
    }
}
