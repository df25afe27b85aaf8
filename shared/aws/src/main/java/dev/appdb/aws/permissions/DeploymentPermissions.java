package dev.appdb.aws.permissions;

import dev.appdb.request.Arn;
import java.util.ArrayList;
import java.util.List;

/**
 * The permissions that CloudFormation needs to create, update, read and delete the resources in the template: those of
 * the service role, or of the caller where there is none.
 *
 * <p>The schema of each resource type lists the actions that its handlers need; a test compares these with the types in
 * the template.
 *
 * @see <a href="https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html">AWS: the
 *     permissions of a resource type's handlers</a>
 */
final class DeploymentPermissions {
    /** The policies of AWS that the template attaches to its roles; no other may be attached. */
    static final List<String> ATTACHED = List.of(
            "service-role/AmazonRDSEnhancedMonitoringRole",
            "service-role/AWSLambdaVPCAccessExecutionRole",
            "AWSXRayDaemonWriteAccess",
            "service-role/AWSBackupServiceRolePolicyForBackup");

    private final PolicyScope about;

    private DeploymentPermissions(PolicyScope about) {
        this.about = about;
    }

    static List<Permission> of(PolicyScope about) {
        DeploymentPermissions all = new DeploymentPermissions(about);
        List<Permission> permissions = new ArrayList<>(List.of(
                all.lookUps(),
                all.securityGroups(),
                all.newKeys(),
                all.keys(),
                all.databases(),
                all.masterPassword(),
                all.roles(),
                all.attachedPolicies(),
                all.passedRoles(),
                all.serviceLinkedRoles(),
                all.accessPolicies(),
                all.functions(),
                all.jars(),
                all.logs(),
                all.vaults(),
                all.backupPlans(),
                all.alarms()));
        about.permissionsBoundary().ifPresent(policy -> permissions.add(all.boundedRoles(policy)));
        return permissions;
    }

    private Permission lookUps() {
        return Permission.of(
                "DeployLookUps",
                List.of(
                        "ec2:DescribeNetworkInterfaces",
                        "ec2:DescribeSecurityGroupRules",
                        "ec2:DescribeSecurityGroups",
                        "ec2:DescribeSubnets",
                        "ec2:DescribeVpcs",
                        "rds:DescribeDBEngineVersions",
                        "rds:DescribeEngineDefaultClusterParameters",
                        "rds:DescribeEvents",
                        "logs:DescribeLogGroups",
                        // For AWS Backup to encrypt a vault; it takes no resource.
                        "backup-storage:MountCapsule"),
                Permission.EVERYTHING);
    }

    /** Not restricted by name, since AWS chooses the ids. */
    private Permission securityGroups() {
        return Permission.of(
                "DeploySecurityGroups",
                "ec2",
                List.of(
                        "AuthorizeSecurityGroupEgress",
                        "AuthorizeSecurityGroupIngress",
                        "CreateSecurityGroup",
                        "CreateTags",
                        "DeleteSecurityGroup",
                        "DeleteTags",
                        "RevokeSecurityGroupEgress",
                        "RevokeSecurityGroupIngress",
                        "UpdateSecurityGroupRuleDescriptionsEgress",
                        "UpdateSecurityGroupRuleDescriptionsIngress"),
                about.arn("ec2", "security-group/*"),
                about.arn("ec2", "security-group-rule/*"),
                about.arn("ec2", "vpc/*"));
    }

    private Permission newKeys() {
        return Permission.of("DeployNewKeys", "kms", List.of("CreateKey"), "*");
    }

    /**
     * Includes CreateGrant, since services that encrypt with a key do so by a grant that the deploying principal
     * creates.
     */
    private Permission keys() {
        return Permission.of(
                "DeployKeys",
                "kms",
                List.of(
                        "CreateGrant",
                        "Decrypt",
                        "DescribeKey",
                        "DisableKeyRotation",
                        "EnableKeyRotation",
                        "Encrypt",
                        "GenerateDataKey",
                        "GetKeyPolicy",
                        "GetKeyRotationStatus",
                        "ListResourceTags",
                        "PutKeyPolicy",
                        "RetireGrant",
                        "ScheduleKeyDeletion",
                        "TagResource",
                        "UntagResource",
                        "UpdateKeyDescription"),
                about.arn("kms", "key/*"));
    }

    private Permission databases() {
        return Permission.of(
                "DeployDatabases",
                "rds",
                List.of(
                        "AddTagsToResource",
                        "CreateDBCluster",
                        "CreateDBClusterParameterGroup",
                        "CreateDBClusterSnapshot",
                        "CreateDBInstance",
                        "DeleteDBCluster",
                        "DeleteDBClusterParameterGroup",
                        "DeleteDBInstance",
                        "DescribeDBClusterParameterGroups",
                        "DescribeDBClusterParameters",
                        "DescribeDBClusterSnapshots",
                        "DescribeDBClusters",
                        "DescribeDBInstances",
                        "DescribeDBSubnetGroups",
                        "ListTagsForResource",
                        "ModifyDBCluster",
                        "ModifyDBClusterParameterGroup",
                        "ModifyDBInstance",
                        "RebootDBInstance",
                        "RemoveTagsFromResource",
                        "ResetDBClusterParameterGroup"),
                about.arn("rds", "cluster:" + about.names()),
                about.arn("rds", "db:" + about.names()),
                about.arn("rds", "cluster-pg:" + about.names()),
                // A final snapshot is named after its stack.
                about.arn("rds", "cluster-snapshot:appdb-" + about.names()),
                about.arn("rds", "subgrp:*"));
    }

    /** @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html">AWS</a> */
    private Permission masterPassword() {
        return Permission.of(
                "DeployMasterPassword",
                "secretsmanager",
                List.of("CreateSecret", "DescribeSecret", "TagResource"),
                about.arn("secretsmanager", "secret:rds!cluster-*"));
    }

    private Permission roles() {
        List<String> operations = new ArrayList<>(List.of(
                "DeleteRole",
                "DeleteRolePolicy",
                "GetRole",
                "GetRolePolicy",
                "ListAttachedRolePolicies",
                "ListRolePolicies",
                "PutRolePolicy",
                "TagRole",
                "UntagRole",
                "UpdateAssumeRolePolicy",
                "UpdateRole",
                "UpdateRoleDescription"));
        if (about.permissionsBoundary().isEmpty()) {
            operations.add("CreateRole");
        }
        return Permission.of("DeployRoles", "iam", operations, about.iam("role/" + about.names()));
    }

    /**
     * With a permissions boundary, roles can only be created with that boundary, and it cannot be replaced by another.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html">AWS: delegating with
     *     permissions boundaries</a>
     */
    private Permission boundedRoles(Arn boundary) {
        return Permission.of(
                        "DeployBoundedRoles",
                        "iam",
                        List.of("CreateRole", "PutRolePermissionsBoundary"),
                        about.iam("role/" + about.names()))
                .when("StringEquals", "iam:PermissionsBoundary", List.of(boundary.value()));
    }

    private Permission attachedPolicies() {
        return Permission.of(
                        "DeployAttachedPolicies",
                        "iam",
                        List.of("AttachRolePolicy", "DetachRolePolicy"),
                        about.iam("role/" + about.names()))
                .when(
                        "ArnLike",
                        "iam:PolicyARN",
                        List.of(
                                about.awsPolicy(ATTACHED.get(0)),
                                about.awsPolicy(ATTACHED.get(1)),
                                about.awsPolicy(ATTACHED.get(2)),
                                about.awsPolicy(ATTACHED.get(3)),
                                about.iam("policy/" + about.names())));
    }

    private Permission passedRoles() {
        return Permission.of("DeployPassedRoles", "iam", List.of("PassRole"), about.iam("role/" + about.names()))
                .when(
                        "StringEquals",
                        "iam:PassedToService",
                        List.of("backup.amazonaws.com", "lambda.amazonaws.com", "monitoring.rds.amazonaws.com"));
    }

    private Permission serviceLinkedRoles() {
        return Permission.of(
                        "DeployServiceLinkedRoles",
                        "iam",
                        List.of("CreateServiceLinkedRole"),
                        about.iam("role/aws-service-role/rds.amazonaws.com/*"))
                .when("StringEquals", "iam:AWSServiceName", List.of("rds.amazonaws.com"));
    }

    private Permission accessPolicies() {
        return Permission.of(
                "DeployAccessPolicies",
                "iam",
                List.of(
                        "CreatePolicy",
                        "CreatePolicyVersion",
                        "DeletePolicy",
                        "DeletePolicyVersion",
                        "GetPolicy",
                        "GetPolicyVersion",
                        "ListEntitiesForPolicy",
                        "ListPolicyVersions",
                        "TagPolicy",
                        "UntagPolicy"),
                about.iam("policy/" + about.names()));
    }

    private Permission functions() {
        return Permission.of(
                "DeployFunctions",
                "lambda",
                List.of(
                        "CreateFunction",
                        "DeleteFunction",
                        "DeleteFunctionConcurrency",
                        "GetFunction",
                        "GetFunctionCodeSigningConfig",
                        "GetFunctionConcurrency",
                        "GetFunctionConfiguration",
                        "GetFunctionRecursionConfig",
                        "GetRuntimeManagementConfig",
                        "ListTags",
                        "PutFunctionConcurrency",
                        "TagResource",
                        "UntagResource",
                        "UpdateFunctionCode",
                        "UpdateFunctionConfiguration"),
                about.arn("lambda", "function:" + about.names()));
    }

    private Permission jars() {
        return Permission.of("DeployJars", "s3", List.of("GetObject"), about.jarsArn());
    }

    /** CloudFormation names the group after the stack. */
    private Permission logs() {
        return Permission.of(
                "DeployLogs",
                "logs",
                List.of(
                        "CreateLogGroup",
                        "DeleteLogGroup",
                        "DeleteRetentionPolicy",
                        "ListTagsForResource",
                        "PutRetentionPolicy",
                        "TagResource",
                        "UntagResource"),
                about.arn("logs", "log-group:appdb-" + about.names()));
    }

    private Permission vaults() {
        return Permission.of(
                "DeployVaults",
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
                about.arn("backup", "backup-vault:" + about.names()));
    }

    /** Not restricted by name, since AWS chooses the ids. */
    private Permission backupPlans() {
        return Permission.of(
                "DeployBackupPlans",
                "backup",
                List.of(
                        "CreateBackupPlan",
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
                about.arn("backup", "backup-plan:*"));
    }

    private Permission alarms() {
        return Permission.of(
                "DeployAlarms",
                "cloudwatch",
                List.of(
                        "DeleteAlarms",
                        "DescribeAlarms",
                        "ListTagsForResource",
                        "PutMetricAlarm",
                        "TagResource",
                        "UntagResource"),
                about.arn("cloudwatch", "alarm:" + about.names()));
    }
}
