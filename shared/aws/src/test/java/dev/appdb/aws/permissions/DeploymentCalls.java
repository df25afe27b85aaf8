package dev.appdb.aws.permissions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.aws.permissions.PolicyEvaluator.Call;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The calls that CloudFormation's handlers make for the resources of a template, to create, read, change and delete
 * them, and those of the services behind them.
 *
 * @see <a href="https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html">AWS: the
 *     permissions of a resource type's handlers</a>
 */
final class DeploymentCalls {
    private static final String ACCOUNT = "123456789012";

    private final List<Call> calls = new ArrayList<>();
    private final String region;
    private final String stack;
    private final String boundary;

    private DeploymentCalls(String region, String stack, String boundary) {
        this.region = region;
        this.stack = stack;
        this.boundary = boundary;
    }

    static List<Call> of(JsonNode template, String region, String stack, String boundary) {
        DeploymentCalls all = new DeploymentCalls(region, stack, boundary);
        template.path("Resources")
                .properties()
                .forEach(resource -> all.add(
                        resource.getValue().path("Type").asText(),
                        resource.getValue().path("Properties")));
        return all.calls;
    }

    private String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + ACCOUNT + ":" + resource;
    }

    private static String iam(String resource) {
        return "arn:aws:iam::" + ACCOUNT + ":" + resource;
    }

    private void add(String type, JsonNode properties) {
        switch (type) {
            case "AWS::EC2::SecurityGroup" -> securityGroup(properties);
            case "AWS::EC2::SecurityGroupIngress" -> ingress();
            case "AWS::KMS::Key" -> key(properties);
            case "AWS::RDS::DBCluster" -> cluster(properties);
            case "AWS::RDS::DBClusterParameterGroup" -> parameterGroup(properties);
            case "AWS::RDS::DBInstance" -> instance(properties);
            case "AWS::IAM::Role" -> role(properties);
            case "AWS::IAM::ManagedPolicy" -> policy(properties);
            case "AWS::Logs::LogGroup" -> logs(properties);
            case "AWS::Lambda::Function" -> function(properties);
            case "AWS::Backup::BackupVault" -> vault(properties);
            case "AWS::Backup::BackupPlan" -> plan(properties);
            // Its calls are about the plan.
            case "AWS::Backup::BackupSelection" -> {}
            case "AWS::CloudWatch::Alarm" -> alarm(properties);
            default -> throw new IllegalArgumentException("no calls are known of " + type);
        }
    }

    private void securityGroup(JsonNode properties) {
        String group = arn("ec2", "security-group/sg-1");
        Map<String, List<String>> created = with(tags("aws:RequestTag/", properties), Map.of());
        calls("ec2", group, created, "CreateSecurityGroup");
        calls("ec2", arn("ec2", "vpc/vpc-1"), via(), "CreateSecurityGroup");
        calls("ec2", group, with(created, Map.of("ec2:CreateAction", List.of("CreateSecurityGroup"))), "CreateTags");
        calls(
                "ec2",
                group,
                tags("aws:ResourceTag/", properties),
                "AuthorizeSecurityGroupEgress",
                "RevokeSecurityGroupEgress",
                "AuthorizeSecurityGroupIngress",
                "CreateTags",
                "DeleteSecurityGroup");
        calls("ec2", "*", via(), "DescribeSecurityGroups", "DescribeVpcs", "DescribeSecurityGroupRules");
    }

    /** Of the network's group, which has the network's tags. */
    private void ingress() {
        Map<String, List<String>> network = with(via(), Map.of("aws:ResourceTag/network_name", List.of("prod")));
        calls(
                "ec2",
                arn("ec2", "security-group/sg-endpoints"),
                network,
                "AuthorizeSecurityGroupIngress",
                "RevokeSecurityGroupIngress");
        calls("ec2", arn("ec2", "security-group-rule/sgr-1"), via(), "AuthorizeSecurityGroupIngress");
    }

    private void key(JsonNode properties) {
        Map<String, List<String>> created = tags("aws:RequestTag/", properties);
        calls("kms", "*", created, "CreateKey");
        String key = arn("kms", "key/1");
        calls("kms", key, created, "TagResource");
        Map<String, List<String>> owned = tags("aws:ResourceTag/", properties);
        calls("kms", key, owned, "DescribeKey", "EnableKeyRotation", "GetKeyRotationStatus", "PutKeyPolicy");
        calls("kms", key, owned, "GetKeyPolicy", "ListResourceTags", "ScheduleKeyDeletion", "UpdateKeyDescription");
        for (String service : List.of("rds", "secretsmanager", "lambda", "backup")) {
            Map<String, List<String>> used =
                    with(owned, Map.of("kms:ViaService", List.of(service + "." + region + ".amazonaws.com")));
            calls("kms", key, used, "DescribeKey", "Decrypt", "Encrypt", "GenerateDataKey", "RetireGrant");
            calls("kms", key, with(used, Map.of("kms:GrantIsForAWSResource", List.of("true"))), "CreateGrant");
        }
    }

    private void cluster(JsonNode properties) {
        String cluster =
                arn("rds", "cluster:" + properties.path("DBClusterIdentifier").asText());
        calls("rds", cluster, via(), "CreateDBCluster", "ModifyDBCluster", "DeleteDBCluster", "AddTagsToResource");
        calls("rds", cluster, via(), "DescribeDBClusters", "CreateDBClusterSnapshot", "ListTagsForResource");
        calls("rds", cluster, via(), "EnableHttpEndpoint", "DisableHttpEndpoint");
        calls("rds", arn("rds", "subgrp:prod"), via(), "CreateDBCluster", "DescribeDBSubnetGroups");
        String snapshot = stack + "-snapshot-databasecluster-1a2b3c4d5e6f";
        String shortened = stack.substring(0, Math.min(stack.length(), 25)) + "-snapshot-databasecluster-1a2b3c4d5e6f";
        calls("rds", arn("rds", "cluster-snapshot:" + snapshot), via(), "CreateDBClusterSnapshot", "DeleteDBCluster");
        calls("rds", arn("rds", "cluster-snapshot:" + shortened), via(), "CreateDBClusterSnapshot");
        calls(
                "secretsmanager",
                arn("secretsmanager", "secret:rds!cluster-1a2b-AbCdEf"),
                via(),
                "CreateSecret",
                "TagResource",
                "DescribeSecret");
        calls(
                "iam",
                iam("role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS"),
                with(via(), Map.of("iam:AWSServiceName", List.of("rds.amazonaws.com"))),
                "CreateServiceLinkedRole");
    }

    private void parameterGroup(JsonNode properties) {
        String group = arn(
                "rds",
                "cluster-pg:" + properties.path("DBClusterParameterGroupName").asText());
        calls("rds", group, via(), "CreateDBClusterParameterGroup", "ModifyDBClusterParameterGroup", "CreateDBCluster");
        calls("rds", group, via(), "DescribeDBClusterParameters", "DeleteDBClusterParameterGroup", "AddTagsToResource");
        calls("rds", "*", via(), "DescribeEngineDefaultClusterParameters", "DescribeDBEngineVersions");
    }

    private void instance(JsonNode properties) {
        String instance =
                arn("rds", "db:" + properties.path("DBInstanceIdentifier").asText());
        calls("rds", instance, via(), "CreateDBInstance", "ModifyDBInstance", "DeleteDBInstance", "RebootDBInstance");
        calls("rds", instance, via(), "DescribeDBInstances", "AddTagsToResource", "ListTagsForResource");
        calls("rds", arn("rds", "pg:default.aurora-postgresql16"), via(), "CreateDBInstance");
    }

    private void role(JsonNode properties) {
        String role = iam("role/" + name(properties.path("RoleName")));
        Map<String, List<String>> bounded = with(via(), Map.of("iam:PermissionsBoundary", List.of(boundary)));
        calls("iam", role, bounded, "CreateRole", "PutRolePolicy", "DeleteRolePolicy", "UpdateAssumeRolePolicy");
        calls("iam", role, bounded, "DeleteRole", "UpdateRole", "PutRolePermissionsBoundary");
        calls(
                "iam",
                role,
                via(),
                "GetRole",
                "GetRolePolicy",
                "ListRolePolicies",
                "ListAttachedRolePolicies",
                "TagRole");
        for (JsonNode policy : properties.path("ManagedPolicyArns")) {
            policyArn(policy)
                    .ifPresent(arn -> calls(
                            "iam",
                            role,
                            with(bounded, Map.of("iam:PolicyARN", List.of(arn))),
                            "AttachRolePolicy",
                            "DetachRolePolicy"));
        }
        String service = properties
                .path("AssumeRolePolicyDocument")
                .path("Statement")
                .path(0)
                .path("Principal")
                .path("Service")
                .asText();
        calls("iam", role, with(via(), Map.of("iam:PassedToService", List.of(service))), "PassRole");
    }

    private static Optional<String> policyArn(JsonNode policy) {
        return Optional.of(policy.path("Fn::Sub").asText().replace("${AWS::Partition}", "aws"))
                .filter(arn -> !arn.isEmpty());
    }

    private void policy(JsonNode properties) {
        String policy = iam("policy/" + name(properties.path("ManagedPolicyName")));
        calls("iam", policy, via(), "CreatePolicy", "GetPolicy", "GetPolicyVersion", "ListPolicyVersions");
        calls("iam", policy, via(), "ListEntitiesForPolicy", "DeletePolicyVersion", "DeletePolicy");
    }

    /** A name as it is, or with the Region in it. */
    private String name(JsonNode name) {
        return name.path("Fn::Sub").asText(name.asText()).replace("${AWS::Region}", region);
    }

    private void logs(JsonNode properties) {
        String group = arn(
                "logs", "log-group:" + properties.path("LogGroupName").asText(stack + "-RoleManagerLogs-1A2B3C4D5E6F"));
        calls("logs", group, via(), "CreateLogGroup", "PutRetentionPolicy", "TagResource", "DeleteLogGroup");
        calls("logs", group + ":*", via(), "AssociateKmsKey", "DisassociateKmsKey", "PutRetentionPolicy");
        calls("logs", "*", via(), "DescribeLogGroups");
    }

    private void function(JsonNode properties) {
        String function =
                arn("lambda", "function:" + properties.path("FunctionName").asText());
        calls("lambda", function, via(), "CreateFunction", "GetFunction", "UpdateFunctionCode", "DeleteFunction");
        calls("lambda", function, via(), "UpdateFunctionConfiguration", "PutFunctionConcurrency", "TagResource");
        calls("ec2", "*", via(), "DescribeSubnets", "DescribeSecurityGroups", "DescribeVpcs");
        Map<String, List<String>> tags = tags("", properties);
        String jar = "arn:aws:s3:::demo-" + ACCOUNT + "-" + region + "-tf/appdb/"
                + tags.getOrDefault("application", List.of("")).get(0) + "/"
                + tags.getOrDefault("environment", List.of("")).get(0) + "/role-manager-0a.jar";
        // https://docs.aws.amazon.com/lambda/latest/dg/configuration-function-zip.html
        boolean isPinned = properties.path("Code").has("S3ObjectVersion");
        calls("s3", jar, via(), isPinned ? "GetObjectVersion" : "GetObject");
    }

    private void vault(JsonNode properties) {
        String vault = arn(
                "backup", "backup-vault:" + properties.path("BackupVaultName").asText());
        calls("backup", vault, via(), "CreateBackupVault", "DescribeBackupVault", "DeleteBackupVault", "TagResource");
        calls("backup-storage", "*", via(), "MountCapsule");
        Map<String, List<String>> key = with(
                via(),
                Map.of(
                        "kms:ResourceAliases", List.of("alias/aws/backup"),
                        "kms:ViaService", List.of("backup." + region + ".amazonaws.com")));
        calls("kms", arn("kms", "key/backup"), key, "DescribeKey", "GenerateDataKey", "Decrypt");
        calls(
                "kms",
                arn("kms", "key/backup"),
                with(key, Map.of("kms:GrantIsForAWSResource", List.of("true"))),
                "CreateGrant");
    }

    private void plan(JsonNode properties) {
        String plan = arn("backup", "backup-plan:1");
        Map<String, List<String>> created = tags("aws:RequestTag/", properties);
        calls("backup", plan, created, "CreateBackupPlan", "TagResource");
        calls(
                "backup",
                plan,
                tags("aws:ResourceTag/", properties),
                "GetBackupPlan",
                "UpdateBackupPlan",
                "DeleteBackupPlan",
                "CreateBackupSelection",
                "GetBackupSelection",
                "DeleteBackupSelection",
                "ListTags");
    }

    private void alarm(JsonNode properties) {
        String alarm = arn("cloudwatch", "alarm:" + properties.path("AlarmName").asText());
        calls("cloudwatch", alarm, via(), "PutMetricAlarm", "DescribeAlarms", "DeleteAlarms", "TagResource");
    }

    private void calls(String service, String resource, Map<String, List<String>> context, String... operations) {
        Arrays.stream(operations).forEach(each -> calls.add(new Call(service + ":" + each, resource, context)));
    }

    static Map<String, List<String>> via() {
        return Map.of("aws:CalledVia", List.of("cloudformation.amazonaws.com"));
    }

    private static Map<String, List<String>> tags(String key, JsonNode properties) {
        Map<String, List<String>> tags = new HashMap<>(via());
        properties
                .path("Tags")
                .forEach(tag -> tags.put(
                        key + tag.path("Key").asText(),
                        List.of(tag.path("Value").asText())));
        Stream.of("BackupPlanTags", "BackupVaultTags")
                .forEach(name -> properties
                        .path(name)
                        .properties()
                        .forEach(tag -> tags.put(
                                key + tag.getKey(), List.of(tag.getValue().asText()))));
        return tags;
    }

    private static Map<String, List<String>> with(Map<String, List<String>> some, Map<String, List<String>> more) {
        Map<String, List<String>> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }
}
