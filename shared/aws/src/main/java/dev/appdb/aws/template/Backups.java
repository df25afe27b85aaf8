package dev.appdb.aws.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** A backup of the cluster every Sunday, in a vault that outlives the stack. */
final class Backups {
    private static final String SUNDAYS_AT_7_UTC = "cron(0 7 ? * SUN *)";

    // AWS Backup has no cold storage for Aurora, so the only step is the end.
    // https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html#features-by-resource
    private static final int KEEPING_DAYS = 365;
    private static final int TEMPORARY_KEEPING_DAYS = 7;

    private Backups() {}

    static List<Resource> of(TemplateRequest request) {
        List<Resource> resources = new ArrayList<>();
        resources.add(role(request));
        if (!request.lifetime().vaultIsKept()) {
            resources.add(vault(request));
        }
        resources.add(plan(request));
        resources.add(selection(request));
        return resources;
    }

    /** The vault's name; where it is in the stack, as a reference, so that the vault is created first. */
    static JsonNode vaultName(TemplateRequest request) {
        return request.lifetime().vaultIsKept()
                ? TextNode.valueOf(request.vaultName())
                : Cfn.ref(StackResource.BACKUP_VAULT);
    }

    private static Resource role(TemplateRequest request) {
        return Roles.role(
                        StackResource.BACKUP_ROLE,
                        request,
                        "-db-backup",
                        "Weekly backups of " + request.cluster(),
                        Policies.trust("backup.amazonaws.com"))
                .with(
                        "ManagedPolicyArns",
                        Cfn.list(Cfn.awsManagedPolicy("service-role/AWSBackupServiceRolePolicyForBackup")));
    }

    // Without a key of its own it has the account's aws/backup, as the reference has. The backups of Aurora in it are
    // encrypted with the cluster's key in any case.
    // https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html
    private static Resource vault(TemplateRequest request) {
        return Resource.of(StackResource.BACKUP_VAULT)
                .ends(request.lifetime().keeping())
                .with("BackupVaultName", request.vaultName())
                .with("BackupVaultTags", request.tags().map());
    }

    private static Resource plan(TemplateRequest request) {
        Block rule = new Block()
                .with("RuleName", request.cluster() + "-db-backup-rule")
                .with("TargetBackupVault", vaultName(request))
                .with("ScheduleExpression", SUNDAYS_AT_7_UTC)
                .with(
                        "Lifecycle",
                        new Block()
                                .with(
                                        "DeleteAfterDays",
                                        request.lifetime().temporary() ? TEMPORARY_KEEPING_DAYS : KEEPING_DAYS))
                // By these tags the permission to delete a backup is limited to those of this database.
                .with("RecoveryPointTags", request.tags().map());
        return Resource.of(StackResource.BACKUP_PLAN)
                .with(
                        "BackupPlan",
                        new Block()
                                .with("BackupPlanName", request.cluster() + "-db-backup-plan")
                                .with("BackupPlanRule", Cfn.list(rule.node())))
                .with("BackupPlanTags", request.tags().map());
    }

    private static Resource selection(TemplateRequest request) {
        return Resource.of(StackResource.BACKUP_SELECTION)
                .with("BackupPlanId", Cfn.ref(StackResource.BACKUP_PLAN))
                .with(
                        "BackupSelection",
                        new Block()
                                .with("SelectionName", request.cluster() + "-db-backup")
                                .with("IamRoleArn", Cfn.attribute(StackResource.BACKUP_ROLE, "Arn"))
                                .with(
                                        "Resources",
                                        Cfn.list(Cfn.attribute(StackResource.DATABASE_CLUSTER, "DBClusterArn"))));
    }
}
