package dev.appdb.aws.permissions;

import java.util.List;

/**
 * The permissions on the backup vault, by its name, and on the backup plan, whose id AWS chooses, by its tags.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html">AWS: AWS
 *     Backup's actions and conditions</a>
 */
final class BackupPermissions {
    private BackupPermissions() {}

    static List<Permission> of(PolicyScope about) {
        String plans = about.arn("backup", "backup-plan:*");
        String keys = about.arn("kms", "key/*");
        return List.of(
                Permission.of(
                        "DeployVault",
                        "backup",
                        List.of(
                                "CreateBackupVault",
                                "DeleteBackupVault",
                                "DescribeBackupVault",
                                "GetBackupVaultAccessPolicy",
                                "GetBackupVaultNotifications",
                                "ListTags",
                                "TagResource",
                                "UntagResource"),
                        about.vault()),
                // It takes no resource.
                Permission.of("DeployVaultStorage", "backup-storage", List.of("MountCapsule"), "*"),
                // A vault without a key of its own has AWS Backup's, which no tags tell apart.
                // https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupVault.html
                Permission.of(
                                "DeployVaultEncryption",
                                "kms",
                                List.of("Decrypt", "DescribeKey", "GenerateDataKey", "RetireGrant"),
                                keys)
                        .when("ForAnyValue:StringEquals", "kms:ResourceAliases", "alias/aws/backup"),
                Permission.of("DeployVaultGrants", "kms", List.of("CreateGrant"), keys)
                        .when("ForAnyValue:StringEquals", "kms:ResourceAliases", "alias/aws/backup")
                        .when("Bool", "kms:GrantIsForAWSResource", "true"),
                Permission.of("DeployNewBackupPlans", "backup", List.of("CreateBackupPlan"), plans)
                        .tagging(about),
                Permission.of("DeployTagsOfNewBackupPlans", "backup", List.of("TagResource"), plans)
                        .tagging(about)
                        .when("Null", "aws:ResourceTag/application", "true"),
                Permission.of(
                                "DeployBackupPlans",
                                "backup",
                                List.of(
                                        "CreateBackupSelection",
                                        "DeleteBackupPlan",
                                        "DeleteBackupSelection",
                                        "GetBackupPlan",
                                        "GetBackupSelection",
                                        "ListBackupSelections",
                                        "ListTags",
                                        "TagResource",
                                        "UntagResource",
                                        "UpdateBackupPlan"),
                                plans)
                        .owned(about));
    }
}
