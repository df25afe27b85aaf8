package dev.appdb.aws.permissions;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Every operation of AWS that appdb itself calls, with the permission that it needs. A test compares the list with the
 * calls in the code, both ways.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">AWS:
 *     actions, and the resources that each can be allowed on</a>
 */
enum AwsOperation {
    DESCRIBE_STACKS("cloudformation", "DescribeStacks", Scope.STACKS),
    DESCRIBE_STACK_EVENTS("cloudformation", "DescribeStackEvents", Scope.STACKS),
    LIST_STACK_RESOURCES("cloudformation", "ListStackResources", Scope.STACKS),
    GET_TEMPLATE("cloudformation", "GetTemplate", Scope.STACKS),
    CREATE_CHANGE_SET("cloudformation", "CreateChangeSet", Scope.CHANGE_SETS),
    DESCRIBE_CHANGE_SET("cloudformation", "DescribeChangeSet", Scope.STACKS),
    EXECUTE_CHANGE_SET("cloudformation", "ExecuteChangeSet", Scope.STACKS),
    DELETE_CHANGE_SET("cloudformation", "DeleteChangeSet", Scope.STACKS),
    CANCEL_UPDATE_STACK("cloudformation", "CancelUpdateStack", Scope.STACKS),
    DELETE_STACK("cloudformation", "DeleteStack", Scope.STACKS),
    UPDATE_TERMINATION_PROTECTION("cloudformation", "UpdateTerminationProtection", Scope.STACKS),
    DETECT_STACK_DRIFT("cloudformation", "DetectStackDrift", Scope.STACKS),
    DESCRIBE_STACK_RESOURCE_DRIFTS("cloudformation", "DescribeStackResourceDrifts", Scope.STACKS),
    /** Asked with a change set's ARN, which has nothing of the stack's. */
    DESCRIBE_EVENTS("cloudformation", "DescribeEvents", Scope.NOT_SCOPED),
    DESCRIBE_STACK_DRIFT_DETECTION_STATUS("cloudformation", "DescribeStackDriftDetectionStatus", Scope.NOT_SCOPED),

    DESCRIBE_VPCS("ec2", "DescribeVpcs", Scope.NOT_SCOPED),
    DESCRIBE_SUBNETS("ec2", "DescribeSubnets", Scope.NOT_SCOPED),
    DESCRIBE_SECURITY_GROUPS("ec2", "DescribeSecurityGroups", Scope.NOT_SCOPED),
    DESCRIBE_VPC_ENDPOINTS("ec2", "DescribeVpcEndpoints", Scope.NOT_SCOPED),

    DESCRIBE_DB_ENGINE_VERSIONS("rds", "DescribeDBEngineVersions", Scope.NOT_SCOPED),
    DESCRIBE_DB_SUBNET_GROUPS("rds", "DescribeDBSubnetGroups", Scope.SUBNET_GROUPS),
    DESCRIBE_DB_CLUSTERS("rds", "DescribeDBClusters", Scope.CLUSTERS),
    DESCRIBE_DB_INSTANCES("rds", "DescribeDBInstances", Scope.INSTANCES),
    DESCRIBE_DB_EVENTS("rds", "DescribeEvents", Scope.NOT_SCOPED),
    REBOOT_DB_INSTANCE("rds", "RebootDBInstance", Scope.OWN_INSTANCES),
    MODIFY_DB_CLUSTER("rds", "ModifyDBCluster", Scope.OWN_CLUSTER),

    HEAD_BUCKET("s3", "HeadBucket", "s3:ListBucket", Scope.BUCKET),
    HEAD_OBJECT("s3", "HeadObject", "s3:GetObject", Scope.JARS),
    /** Asked with a version: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html. */
    HEAD_OBJECT_VERSION("s3", "HeadObject", "s3:GetObjectVersion", Scope.JARS),
    PUT_OBJECT("s3", "PutObject", Scope.JARS),

    INVOKE("lambda", "Invoke", "lambda:InvokeFunction", Scope.FUNCTIONS),
    GET_FUNCTION_CONFIGURATION("lambda", "GetFunctionConfiguration", Scope.FUNCTIONS),
    UPDATE_FUNCTION_CONFIGURATION("lambda", "UpdateFunctionConfiguration", Scope.FUNCTIONS),

    GET_ROLE("iam", "GetRole", Scope.ROLES),
    SIMULATE_PRINCIPAL_POLICY("iam", "SimulatePrincipalPolicy", Scope.ROLES),
    LIST_ENTITIES_FOR_POLICY("iam", "ListEntitiesForPolicy", Scope.POLICIES),

    DESCRIBE_REGION_SETTINGS("backup", "DescribeRegionSettings", Scope.OWN_LOOK_UPS),
    DESCRIBE_BACKUP_VAULT("backup", "DescribeBackupVault", Scope.VAULTS),
    LIST_RECOVERY_POINTS_BY_BACKUP_VAULT("backup", "ListRecoveryPointsByBackupVault", Scope.VAULTS),
    DELETE_BACKUP_VAULT("backup", "DeleteBackupVault", Scope.VAULTS),
    DELETE_RECOVERY_POINT("backup", "DeleteRecoveryPoint", Scope.RECOVERY_POINTS),

    DESCRIBE_LOG_GROUPS("logs", "DescribeLogGroups", Scope.OWN_LOOK_UPS),

    /** Needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html. */
    GET_CALLER_IDENTITY("sts", "GetCallerIdentity", Scope.FREE);

    private final String service;
    private final String operation;
    private final String action;
    private final Scope scope;

    AwsOperation(String service, String operation, Scope scope) {
        this(service, operation, service + ":" + operation, scope);
    }

    AwsOperation(String service, String operation, String action, Scope scope) {
        this.service = service;
        this.operation = operation;
        this.action = action;
        this.scope = scope;
    }

    /** The operation as AWS's API names it, with the service before it: {@code s3:HeadBucket}. */
    String call() {
        return service + ":" + operation;
    }

    /** The permission that it needs: {@code s3:ListBucket}. */
    String action() {
        return action;
    }

    /** The permissions for all of them, one statement for what is allowed on the same resources. */
    static List<Permission> permissions(PolicyScope about) {
        return Arrays.stream(Scope.values())
                .filter(scope -> scope != Scope.FREE && !(about.isAdoption() && Scope.OF_OWN_CLUSTER.contains(scope)))
                .map(scope -> scope.limited(
                        Permission.of(
                                scope.sid,
                                Arrays.stream(values())
                                        .filter(operation -> operation.scope == scope)
                                        .map(AwsOperation::action)
                                        .toList(),
                                scope.resources.apply(about)),
                        about))
                .toList();
    }

    /** The resources that an operation is allowed on. */
    private enum Scope {
        STACKS("Stacks", about -> List.of(about.stacks())),
        /** No import: a template could take over, and tag as this database's, whatever there is in the account. */
        CHANGE_SETS("ChangeSets", about -> List.of(about.stacks())) {
            @Override
            Permission limited(Permission permission, PolicyScope about) {
                return permission.when("Null", "cloudformation:ImportResourceTypes", "true");
            }
        },
        CLUSTERS("Clusters", about -> List.of(about.clusters())),
        OWN_CLUSTER("OwnCluster", about -> List.of(about.clusters())),
        // A list of a cluster's instances is asked for without a name, which IAM takes for all of them.
        INSTANCES("Instances", about -> List.of(about.arn("rds", "db:*"))),
        OWN_INSTANCES(
                "OwnInstances", about -> List.of(about.named("rds", "db:", "-primary", "-reader-?", "-reader-??"))),
        SUBNET_GROUPS("SubnetGroups", about -> List.of(about.arn("rds", "subgrp:*"))),
        BUCKET("StateBucket", about -> List.of(about.bucketArn())),
        JARS("RoleManagerJars", about -> List.of(about.jarsArn())),
        FUNCTIONS("RoleManager", about -> List.of(about.function())),
        /** The principals of the caller and of CloudFormation, whose names are unknown. */
        ROLES("OwnPermissions", about -> List.of(about.iam("role/*"), about.iam("user/*"))),
        POLICIES("AccessPolicies", RolePermissions::accessPolicies),
        VAULTS("BackupVaults", about -> List.of(about.vault())),
        // https://docs.aws.amazon.com/aws-backup/latest/devguide/access-control.html: of Aurora, a snapshot's ARN
        // The tags are those of the backup plan's rule.
        RECOVERY_POINTS(
                "RecoveryPoints",
                about -> List.of(
                        about.arn("rds", "cluster-snapshot:awsbackup:*"), about.arn("backup", "recovery-point:*"))) {
            @Override
            Permission limited(Permission permission, PolicyScope about) {
                return permission.owned(about);
            }
        },
        /** Operations that IAM cannot restrict to resources. */
        NOT_SCOPED("LookUps", about -> Permission.EVERYTHING),
        OWN_LOOK_UPS("OwnLookUps", about -> Permission.EVERYTHING),
        FREE("Free", about -> List.of());

        /** Those of a cluster that appdb deploys; an adopted one is only looked at. */
        private static final Set<Scope> OF_OWN_CLUSTER =
                EnumSet.of(OWN_CLUSTER, OWN_INSTANCES, POLICIES, VAULTS, RECOVERY_POINTS, OWN_LOOK_UPS);

        private final String sid;
        private final Function<PolicyScope, List<String>> resources;

        Scope(String sid, Function<PolicyScope, List<String>> resources) {
            this.sid = sid;
            this.resources = resources;
        }

        Permission limited(Permission permission, PolicyScope about) {
            return permission;
        }
    }
}
