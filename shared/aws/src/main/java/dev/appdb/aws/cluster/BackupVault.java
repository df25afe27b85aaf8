package dev.appdb.aws.cluster;

import dev.appdb.aws.account.AwsCall;
import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.AwsError;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.failure.FailureException;
import dev.appdb.request.DatabaseRequest;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.RecoveryPointByBackupVault;
import software.amazon.awssdk.services.backup.model.RecoveryPointStatus;

/** The vault of a database's weekly backups. */
public final class BackupVault {
    private final BackupClient client;
    private final String name;

    public BackupVault(BackupClient client, String name) {
        this.client = client;
        this.name = name;
    }

    public static BackupVault of(AwsContext context, DatabaseRequest request) throws FailureException {
        return new BackupVault(
                context.clients(request).backup(), DatabaseStack.of(request).vault());
    }

    public boolean exists() throws FailureException {
        return AwsCall.find(
                        "could not look at backup vault " + name,
                        BackupVault::isAbsent,
                        () -> client.describeBackupVault(request -> request.backupVaultName(name)))
                .isPresent();
    }

    /**
     * Returns true if the error means that the vault does not exist. AWS Backup answers "access denied" for a missing
     * vault.
     *
     * @see <a href="https://github.com/hashicorp/terraform-provider-aws/pull/7009">where that was met</a>
     */
    static boolean isAbsent(AwsError error) {
        return error.code().equals("ResourceNotFoundException")
                || (error.code().equals("AccessDeniedException") && error.says("insufficient privileges"));
    }

    /** The number of recovery points; empty if there is no vault. */
    public Optional<Integer> recoveryPoints() throws FailureException {
        return exists() ? Optional.of(points().size()) : Optional.empty();
    }

    /** Starts the deletion of every recovery point that is not being deleted yet; returns how many still exist. */
    public int deletePoints() throws FailureException {
        List<RecoveryPointByBackupVault> points = points();
        for (RecoveryPointByBackupVault point : points) {
            if (point.status() != RecoveryPointStatus.DELETING) {
                AwsCall.find(
                        "could not remove recovery point " + point.recoveryPointArn(),
                        error -> error.code().equals("ResourceNotFoundException"),
                        () -> client.deleteRecoveryPoint(
                                request -> request.backupVaultName(name).recoveryPointArn(point.recoveryPointArn())));
            }
        }
        return points.size();
    }

    public void delete() throws FailureException {
        AwsCall.find(
                "could not remove backup vault " + name,
                BackupVault::isAbsent,
                () -> client.deleteBackupVault(request -> request.backupVaultName(name)));
    }

    private List<RecoveryPointByBackupVault> points() throws FailureException {
        return AwsCall.make(
                "could not look at the recovery points of backup vault " + name,
                () -> client.listRecoveryPointsByBackupVaultPaginator(request -> request.backupVaultName(name)).stream()
                        .flatMap(page -> page.recoveryPoints().stream())
                        .toList());
    }
}
