package dev.appdb.aws.permissions;

import java.util.List;
import java.util.stream.Stream;

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
    private final PolicyScope about;

    private DeploymentPermissions(PolicyScope about) {
        this.about = about;
    }

    static List<Permission> of(PolicyScope about) {
        DeploymentPermissions all = new DeploymentPermissions(about);
        if (about.isAdoption()) {
            return Stream.of(
                            List.of(all.lookUps()),
                            SecurityGroupPermissions.of(about),
                            RolePermissions.of(about),
                            List.of(all.functions(), all.jars(), all.logs()))
                    .flatMap(List::stream)
                    .toList();
        }
        return Stream.of(
                        List.of(all.lookUps()),
                        SecurityGroupPermissions.of(about),
                        KeyPermissions.of(about),
                        List.of(
                                all.databases(),
                                all.subnetGroups(),
                                all.finalSnapshots(),
                                all.defaultParameters(),
                                all.masterPassword()),
                        RolePermissions.of(about),
                        List.of(all.functions(), all.jars(), all.logs(), all.alarms()),
                        BackupPermissions.of(about))
                .flatMap(List::stream)
                .toList();
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
                        "logs:DescribeLogGroups"),
                Permission.EVERYTHING);
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
                        "DisableHttpEndpoint",
                        "EnableHttpEndpoint",
                        "ListTagsForResource",
                        "ModifyDBCluster",
                        "ModifyDBClusterParameterGroup",
                        "ModifyDBInstance",
                        "RebootDBInstance",
                        "RemoveTagsFromResource",
                        "ResetDBClusterParameterGroup"),
                about.arn("rds", "cluster:" + about.cluster()),
                about.arn("rds", "db:" + about.cluster() + "-primary"),
                about.arn("rds", "db:" + about.cluster() + "-reader-?"),
                about.arn("rds", "db:" + about.cluster() + "-reader-??"),
                // Named by the major version.
                about.arn("rds", "cluster-pg:" + about.cluster() + "-??"));
    }

    /** The network's, whose name is the account's choice. */
    private Permission subnetGroups() {
        return Permission.of(
                "DeploySubnetGroups",
                "rds",
                List.of("CreateDBCluster", "CreateDBInstance", "DescribeDBSubnetGroups"),
                about.arn("rds", "subgrp:*"));
    }

    private Permission finalSnapshots() {
        return Permission.of(
                "DeployFinalSnapshots",
                "rds",
                List.of(
                        "AddTagsToResource",
                        "CreateDBClusterSnapshot",
                        "DeleteDBCluster",
                        "DescribeDBClusterSnapshots",
                        "ListTagsForResource"),
                about.finalSnapshots());
    }

    /**
     * The instances have RDS's own parameter and option groups.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/security_iam_id-based-policy-examples.html">AWS: a
     *     policy for creating instances</a>
     */
    private Permission defaultParameters() {
        return Permission.of(
                "DeployInstances",
                "rds",
                List.of("CreateDBInstance", "ModifyDBInstance"),
                about.arn("rds", "pg:default.*"),
                about.arn("rds", "og:default:*"));
    }

    /** @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html">AWS</a> */
    private Permission masterPassword() {
        return Permission.of(
                "DeployMasterPassword",
                "secretsmanager",
                List.of("CreateSecret", "DescribeSecret", "TagResource"),
                about.arn("secretsmanager", "secret:rds!cluster-*"));
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
                about.function());
    }

    private Permission jars() {
        return Permission.of("DeployJars", "s3", List.of("GetObject", "GetObjectVersion"), about.jarsArn());
    }

    private Permission logs() {
        return Permission.of(
                "DeployLogs",
                "logs",
                List.of(
                        "AssociateKmsKey",
                        "CreateLogGroup",
                        "DeleteLogGroup",
                        "DeleteRetentionPolicy",
                        "DisassociateKmsKey",
                        "ListTagsForResource",
                        "PutRetentionPolicy",
                        "TagResource",
                        "UntagResource"),
                about.isAdoption() ? new String[] {about.logs()} : new String[] {about.logs(), about.databaseLog()});
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
                about.named(
                        "cloudwatch",
                        "alarm:",
                        "-capacity",
                        "-connections",
                        "-local-storage",
                        "-replica-lag",
                        "-role-manager-errors"));
    }
}
