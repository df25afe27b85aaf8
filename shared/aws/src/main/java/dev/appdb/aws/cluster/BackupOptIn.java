package dev.appdb.aws.cluster;

import dev.appdb.aws.account.AwsCall;
import dev.appdb.failure.FailureException;
import java.util.Map;
import software.amazon.awssdk.services.backup.BackupClient;

/**
 * The opt-in of a Region for backups of Aurora. Where it is off, AWS Backup makes none, even of a cluster that a backup plan
 * names by its ARN.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DescribeRegionSettings.html">AWS:
 *     DescribeRegionSettings</a>
 */
public final class BackupOptIn {
    /** The word of AWS Backup for it. */
    private static final String AURORA = "Aurora";

    private BackupOptIn() {}

    /** Returns true if AWS Backup makes no backups of Aurora. */
    public static boolean isOff(BackupClient client) throws FailureException {
        Map<String, Boolean> preferences = AwsCall.make(
                "could not look at the settings of AWS Backup",
                () -> client.describeRegionSettings(ask -> {}).resourceTypeOptInPreference());
        return Boolean.FALSE.equals(preferences.get(AURORA));
    }
}
