package dev.appdb.aws.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.appdb.aws.permissions.CallerPolicy.Grantee;
import dev.appdb.aws.permissions.PolicyEvaluator.Call;
import dev.appdb.request.AppName;
import dev.appdb.request.Arn;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The decisions of the policies: every call for their own database is allowed, and those for anything else are not. */
class PolicyEvaluationTest {
    private static final String BOUNDARY = "arn:aws:iam::123456789012:policy/boundary";
    private static final String MASTER_OF =
            "aws:ResourceTag/aws:rds:primaryDBClusterArn=arn:aws:rds:us-east-1:123456789012:cluster:";
    private static final String ROLE = "arn:aws:iam::123456789012:role/cloudformation";

    private static final PolicyEvaluator CALLER = web(Grantee.CALLER, false);
    private static final PolicyEvaluator CALLER_WITH_ROLE = web(Grantee.CALLER, true);
    private static final PolicyEvaluator SERVICE_ROLE = web(Grantee.SERVICE_ROLE, false);

    private static PolicyScope scope(String app, DatabaseNames names, String account, boolean role) {
        return new PolicyScope(
                new AppName(app),
                new EnvironmentName("prod"),
                names,
                new Region("us-east-1"),
                account,
                "demo-123456789012-us-east-1-tf",
                Optional.of(new Arn(ROLE)).filter(any -> role),
                Optional.of(new Arn(BOUNDARY)),
                Optional.empty());
    }

    private static PolicyEvaluator web(Grantee whom, boolean role) {
        return new PolicyEvaluator(CallerPolicy.of(whom, scope("web", DatabaseNames.DEFAULT, "*", role))
                .documents());
    }

    /** Each with the resource that the code names, of application web in environment prod. */
    @ParameterizedTest
    @EnumSource(AwsOperation.class)
    void everyCallOfACommandIsAllowedForItsOwnDatabase(AwsOperation operation) {
        String rds = "arn:aws:rds:us-east-1:123456789012:";
        Map<String, List<String>> resources = Map.ofEntries(
                Map.entry(
                        "cloudformation",
                        List.of("arn:aws:cloudformation:us-east-1:123456789012:stack/appdb-web-prod/1a2b")),
                Map.entry("lambda", List.of("arn:aws:lambda:us-east-1:123456789012:function:web-prod-role-manager")),
                Map.entry("iam", List.of("arn:aws:iam::123456789012:role/somebody")),
                Map.entry(
                        "iam:ListEntitiesForPolicy",
                        List.of(
                                "arn:aws:iam::123456789012:policy/web-prod-app-access",
                                "arn:aws:iam::123456789012:policy/web-prod.us-east-1-app-access",
                                "arn:aws:iam::123456789012:policy/web-prod-migrator-access")),
                Map.entry(
                        "backup",
                        List.of("arn:aws:backup:us-east-1:123456789012:backup-vault:web-prod-db-backup-vault")),
                Map.entry("backup:DeleteRecoveryPoint", List.of(rds + "cluster-snapshot:awsbackup:job-1")),
                Map.entry("rds:DescribeDBClusters", List.of(rds + "cluster:web-prod")),
                Map.entry("rds:ModifyDBCluster", List.of(rds + "cluster:web-prod")),
                Map.entry("rds:DescribeDBInstances", List.of(rds + "db:*")),
                Map.entry(
                        "rds:RebootDBInstance",
                        List.of(
                                rds + "db:web-prod-primary",
                                rds + "db:web-prod-reader-1",
                                rds + "db:web-prod-reader-15")),
                Map.entry("rds:DescribeDBSubnetGroups", List.of(rds + "subgrp:prod")),
                Map.entry("s3:ListBucket", List.of("arn:aws:s3:::demo-123456789012-us-east-1-tf")),
                Map.entry(
                        "s3",
                        List.of("arn:aws:s3:::demo-123456789012-us-east-1-tf/appdb/web/prod/role-manager-0a.jar")));
        String action = operation.action();
        String service = action.substring(0, action.indexOf(':'));
        if (service.equals("sts")) {
            // Anybody may ask who they are.
            return;
        }
        boolean notScoped = action.startsWith("ec2:")
                || List.of(
                                "backup:DescribeRegionSettings",
                                "logs:DescribeLogGroups",
                                "rds:DescribeDBEngineVersions",
                                "rds:DescribeEvents",
                                "cloudformation:DescribeStackDriftDetectionStatus")
                        .contains(action);
        Map<String, List<String>> context = action.equals("backup:DeleteRecoveryPoint")
                ? Map.of(
                        "aws:ResourceTag/application", List.of("web"),
                        "aws:ResourceTag/environment", List.of("prod"))
                : Map.of();

        for (String resource :
                notScoped ? List.of("*") : resources.getOrDefault(action, resources.getOrDefault(service, List.of()))) {
            Call call = new Call(action, resource, context);
            assertThat(CALLER.allows(call)).as("%s", call).isTrue();
            assertThat(CALLER_WITH_ROLE.allows(call)).as("%s", call).isTrue();
        }
        assertThat(notScoped || resources.containsKey(action) || resources.containsKey(service))
                .as("a resource of " + action)
                .isTrue();
    }

    /** All that the template has, with the names and the tags that it gives. */
    @ParameterizedTest
    @CsvSource({"CALLER, false", "CALLER, true", "SERVICE_ROLE, false", "SERVICE_ROLE, true"})
    void everyCallOfADeploymentIsAllowedForItsOwnDatabase(Grantee whom, boolean isInSecondRegion) throws Exception {
        String text = Files.readString(Path.of("src/test/resources/golden/aws/template/all-options.json"));
        JsonNode template = new ObjectMapper()
                .readTree(
                        isInSecondRegion
                                ? text.replaceAll(
                                        "(\"(?:RoleName|ManagedPolicyName)\": \"[a-z-]*-prod)-", "$1.us-east-1-")
                                : text);
        assertThat(template.toString().contains("-prod.us-east-1-app-access")).isEqualTo(isInSecondRegion);
        DatabaseNames names = new DatabaseNames(
                "orders",
                List.of("sales", "legacy"),
                "orders_app",
                "orders_migrator",
                new TreeSet<>(List.of("bi_reports", "audit")));
        String app = "abcdefghij-abcdefghij-abcdefg";
        PolicyEvaluator policy = new PolicyEvaluator(
                CallerPolicy.of(whom, scope(app, names, "123456789012", false)).documents());

        List<Call> calls = DeploymentCalls.of(template, "us-east-1", "appdb-" + app + "-prod", BOUNDARY);

        assertThat(calls)
                .hasSizeGreaterThan(200)
                .allSatisfy(
                        call -> assertThat(policy.allows(call)).as("%s", call).isTrue());
    }

    @Test
    void theServiceRoleIsHandedToCloudFormationOnly() {
        PolicyEvaluator caller = CALLER_WITH_ROLE;

        assertThat(caller.allows(call("iam:PassRole", ROLE, "iam:PassedToService=cloudformation.amazonaws.com")))
                .isTrue();
        assertThat(caller.allows(call("iam:PassRole", ROLE, "iam:PassedToService=lambda.amazonaws.com")))
                .isFalse();
        assertThat(caller.allows(call("iam:PassRole", ROLE + "2", "iam:PassedToService=cloudformation.amazonaws.com")))
                .isFalse();
    }

    /** Planning uploads the jar, with the caller's rights; CloudFormation only reads it. */
    @Test
    void onlyTheCallerUploadsTheJar() {
        String jar = "arn:aws:s3:::demo-123456789012-us-east-1-tf/appdb/web/prod/role-manager-0a.jar";

        assertThat(CALLER_WITH_ROLE.allows(call("s3:PutObject", jar, null))).isTrue();
        assertThat(SERVICE_ROLE.allows(call("s3:PutObject", jar, null))).isFalse();
        assertThat(SERVICE_ROLE.allows(call("s3:GetObject", jar, null))).isTrue();
        assertThat(SERVICE_ROLE.allows(call("s3:GetObjectVersion", jar, null))).isTrue();
    }

    /** Each as a part of an operation of CloudFormation, so that nothing but the rule in question refuses it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Another application whose name begins with this one's, and another environment.
                "cloudformation:ExecuteChangeSet | cloudformation:us-east-1:123456789012:stack/appdb-web-shop-prod/1"
                        + " | ",
                "cloudformation:DeleteStack | cloudformation:us-east-1:123456789012:stack/appdb-web-prod-eu/1 | ",
                "cloudformation:DeleteStack | cloudformation:us-east-1:123456789012:stack/network/1 | ",
                "lambda:InvokeFunction | lambda:us-east-1:123456789012:function:web-shop-prod-role-manager | ",
                "lambda:UpdateFunctionCode | lambda:us-east-1:123456789012:function:web-shop-prod-role-manager | ",
                "lambda:UpdateFunctionCode | lambda:us-east-1:123456789012:function:web-prod-worker | ",
                "rds:DeleteDBCluster | rds:us-east-1:123456789012:cluster:web-shop-prod | ",
                "rds:ModifyDBCluster | rds:us-east-1:123456789012:cluster:web-prod-eu | ",
                "rds:ModifyDBCluster | rds:us-east-1:123456789012:cluster:web-dev | ",
                "rds:RebootDBInstance | rds:us-east-1:123456789012:db:web-prod-reader-primary | ",
                "rds:DeleteDBInstance | rds:us-east-1:123456789012:db:web-shop-prod-primary | ",
                "rds:ModifyDBClusterParameterGroup | rds:us-east-1:123456789012:cluster-pg:web-prod-eu-16 | ",
                "backup:DeleteBackupVault | backup:us-east-1:123456789012:backup-vault:web-shop-prod-db-backup-vault"
                        + " | ",
                "cloudwatch:DeleteAlarms | cloudwatch:us-east-1:123456789012:alarm:web-prod-eu-capacity | ",
                "logs:DeleteLogGroup | logs:us-east-1:123456789012:log-group:appdb-web-prod-eu-RoleManagerLogs-1 | ",
                "logs:DeleteLogGroup | logs:us-east-1:123456789012:log-group:/aws/lambda/web-prod | ",
                "logs:DeleteLogGroup | logs:us-east-1:123456789012:log-group:/aws/rds/cluster/web-prod-eu/postgresql | ",
                "logs:PutRetentionPolicy | logs:us-east-1:123456789012:log-group:/aws/rds/cluster/web/postgresql | ",
                "cloudformation:UpdateTerminationProtection | cloudformation:us-east-1:123456789012:"
                        + "stack/appdb-web-prod-eu/1 | ",
                "backup:UpdateRegionSettings | * | ",
                // Another Region.
                "rds:DeleteDBCluster | rds:eu-west-1:123456789012:cluster:web-prod | ",
                "lambda:InvokeFunction | lambda:eu-west-1:123456789012:function:web-prod-role-manager | ",
                "kms:ScheduleKeyDeletion | kms:eu-west-1:123456789012:key/1 | "
                        + "aws:ResourceTag/application=web;aws:ResourceTag/environment=prod",
                // Another's jar, and the state in the bucket.
                "s3:PutObject | s3:::demo-123456789012-us-east-1-tf/appdb/web-shop/prod/role-manager-0a.jar | ",
                "s3:PutObject | s3:::demo-123456789012-us-east-1-tf/appdb/web/dev/role-manager-0a.jar | ",
                "s3:PutObject | s3:::demo-123456789012-us-east-1-tf/infra/web/database.tfstate | ",
                "s3:GetObject | s3:::demo-123456789012-us-east-1-tf/infra/web/database.tfstate | ",
                "s3:GetObjectVersion | s3:::demo-123456789012-us-east-1-tf/infra/web/database.tfstate | ",
                "s3:GetObjectVersion | s3:::demo-123456789012-us-east-1-tf/appdb/web-shop/prod/role-manager-0a.jar | ",
                "s3:DeleteObjectVersion | s3:::demo-123456789012-us-east-1-tf/appdb/web/prod/role-manager-0a.jar | ",
                "s3:DeleteObject | s3:::demo-123456789012-us-east-1-tf/appdb/web/prod/role-manager-0a.jar | ",
                // Another's key, or without the service that stores the data.
                "kms:PutKeyPolicy | kms:us-east-1:123456789012:key/1 | "
                        + "aws:ResourceTag/application=web-shop;aws:ResourceTag/environment=prod",
                "kms:ScheduleKeyDeletion | kms:us-east-1:123456789012:key/1 | ",
                "kms:TagResource | kms:us-east-1:123456789012:key/1 | aws:ResourceTag/application=web-shop;"
                        + "aws:RequestTag/application=web;aws:RequestTag/environment=prod",
                "kms:CreateKey | * | aws:RequestTag/application=web-shop;aws:RequestTag/environment=prod",
                "kms:Decrypt | kms:us-east-1:123456789012:key/1 | "
                        + "aws:ResourceTag/application=web;aws:ResourceTag/environment=prod",
                "kms:Decrypt | kms:us-east-1:123456789012:key/1 | "
                        + "aws:ResourceTag/application=web;aws:ResourceTag/environment=dev;"
                        + "kms:ViaService=rds.us-east-1.amazonaws.com",
                "kms:CreateGrant | kms:us-east-1:123456789012:key/1 | "
                        + "aws:ResourceTag/application=web;aws:ResourceTag/environment=prod;"
                        + "kms:ViaService=rds.us-east-1.amazonaws.com",
                // Another's backups and security groups.
                "backup:DeleteRecoveryPoint | rds:us-east-1:123456789012:cluster-snapshot:awsbackup:job-1 | ",
                "backup:DeleteRecoveryPoint | rds:us-east-1:123456789012:cluster-snapshot:awsbackup:job-1 | "
                        + "aws:ResourceTag/application=web-shop;aws:ResourceTag/environment=prod",
                "backup:DeleteBackupPlan | backup:us-east-1:123456789012:backup-plan:1 | "
                        + "aws:ResourceTag/application=web;aws:ResourceTag/environment=dev",
                "rds:DeleteDBClusterSnapshot | rds:us-east-1:123456789012:cluster-snapshot:appdb-web-prod-1 | ",
                "ec2:DeleteSecurityGroup | ec2:us-east-1:123456789012:security-group/sg-1 | ",
                "ec2:AuthorizeSecurityGroupIngress | ec2:us-east-1:123456789012:security-group/sg-1 | "
                        + "aws:ResourceTag/application=web-shop;aws:ResourceTag/environment=prod",
                "ec2:CreateTags | ec2:us-east-1:123456789012:security-group/sg-1 | "
                        + "aws:RequestTag/application=web;aws:RequestTag/environment=prod",
                // The ways to become administrator.
                "iam:CreateRole | iam::123456789012:role/web-prod-manager | ",
                "iam:CreateRole | iam::123456789012:role/web-prod-manager | "
                        + "iam:PermissionsBoundary=arn:aws:iam::aws:policy/AdministratorAccess",
                "iam:CreateRole | iam::123456789012:role/web-prod-other | " + "iam:PermissionsBoundary=" + BOUNDARY,
                "iam:PutRolePolicy | iam::123456789012:role/web-prod-manager | ",
                "iam:PutRolePolicy | iam::123456789012:role/web-prod.eu-west-1-manager | iam:PermissionsBoundary="
                        + BOUNDARY,
                "iam:DeletePolicy | iam::123456789012:policy/web-prod.us-east-1-other | ",
                "iam:AttachRolePolicy | iam::123456789012:role/web-prod-manager | "
                        + "iam:PolicyARN=arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess",
                "iam:AttachRolePolicy | iam::123456789012:role/web-prod-manager | iam:PermissionsBoundary=" + BOUNDARY
                        + ";iam:PolicyARN=arn:aws:iam::aws:policy/AdministratorAccess",
                "iam:UpdateAssumeRolePolicy | iam::123456789012:role/web-prod-manager | ",
                "iam:DeleteRolePermissionsBoundary | iam::123456789012:role/web-prod-manager | "
                        + "iam:PermissionsBoundary=" + BOUNDARY,
                "iam:PutRolePermissionsBoundary | iam::123456789012:role/web-prod-manager | "
                        + "iam:PermissionsBoundary=arn:aws:iam::aws:policy/AdministratorAccess",
                "iam:CreatePolicyVersion | iam::123456789012:policy/web-prod-app-access | ",
                "iam:CreatePolicyVersion | iam::123456789012:policy/web-shop-prod-app-access | ",
                "iam:CreatePolicyVersion | iam::123456789012:policy/boundary | ",
                "iam:SetDefaultPolicyVersion | iam::123456789012:policy/web-prod-app-access | ",
                "iam:DeletePolicy | iam::123456789012:policy/web-prod-reader-x-app-access | ",
                "iam:AttachUserPolicy | iam::123456789012:user/me | ",
                "iam:PassRole | iam::123456789012:role/web-prod-manager | iam:PassedToService=ec2.amazonaws.com",
                "iam:PassRole | iam::123456789012:role/admin | iam:PassedToService=lambda.amazonaws.com",
                "iam:PassRole | iam::123456789012:role/web-shop-prod-manager |"
                        + " iam:PassedToService=lambda.amazonaws.com",
                // An import could tag as this database's what is another's.
                "cloudformation:CreateChangeSet | cloudformation:us-east-1:123456789012:stack/appdb-web-prod/1 | "
                        + "cloudformation:ImportResourceTypes=AWS::KMS::Key",
                "secretsmanager:GetSecretValue | secretsmanager:us-east-1:123456789012:secret:rds!cluster-1 | ",
            })
    void whatIsNotOfThisDatabaseIsDenied(String action, String resource, @Nullable String context) {
        Call call = call(action, resource.equals("*") ? "*" : "arn:aws:" + resource, context);

        assertThat(CALLER.allows(call)).isFalse();
        assertThat(CALLER_WITH_ROLE.allows(call)).isFalse();
        assertThat(SERVICE_ROLE.allows(call)).isFalse();
    }

    /** The caller's own rights on resources with ids of AWS's choice are of use to CloudFormation only. */
    @ParameterizedTest
    @CsvSource({
        "kms:ScheduleKeyDeletion, arn:aws:kms:us-east-1:123456789012:key/1",
        "ec2:AuthorizeSecurityGroupIngress, arn:aws:ec2:us-east-1:123456789012:security-group/sg-1",
        "backup:DeleteBackupPlan, arn:aws:backup:us-east-1:123456789012:backup-plan:1"
    })
    void whatCloudFormationDoesForTheCallerTheCallerCannotDoAlone(String action, String resource) {
        String own = "aws:ResourceTag/application=web;aws:ResourceTag/environment=prod";
        Call alone = new Call(action, resource, context(own));

        assertThat(CALLER.allows(call(action, resource, own))).isTrue();
        assertThat(CALLER.allows(alone)).isFalse();
    }

    /** The calls of the roles, by the policies that the template gives them, and what nobody may do with one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "true | ec2:CreateNetworkInterface | ec2:us-east-1:123456789012:network-interface/eni-1 | -",
                "true | logs:PutLogEvents |"
                        + " logs:us-east-1:123456789012:log-group:appdb-web-prod-RoleManagerLogs-1:log-stream:1 | -",
                "true | logs:PutLogEvents | logs:us-east-1:123456789012:log-group:RDSOSMetrics:log-stream:1 | -",
                "true | xray:PutTraceSegments | xray:us-east-1:123456789012:* | -",
                "true | secretsmanager:GetSecretValue | secretsmanager:us-east-1:123456789012:secret:rds!cluster-1-a | "
                        + MASTER_OF + "web-prod",
                "false | secretsmanager:GetSecretValue | secretsmanager:us-east-1:123456789012:secret:rds!cluster-1-a"
                        + " | "
                        + MASTER_OF + "web-shop-prod",
                "false | secretsmanager:GetSecretValue | secretsmanager:us-east-1:123456789012:secret:payroll | -",
                "true | kms:Decrypt | kms:us-east-1:123456789012:key/1 | "
                        + "aws:ResourceTag/application=web;aws:ResourceTag/environment=prod",
                "false | kms:Decrypt | kms:us-east-1:123456789012:key/1 | -",
                "true | rds-db:connect | rds-db:us-east-1:123456789012:dbuser:cluster-AB/migrator | -",
                "false | rds-db:connect | rds-db:us-east-1:123456789012:dbuser:cluster-AB/postgres | -",
                "true | rds:CreateDBClusterSnapshot | rds:us-east-1:123456789012:cluster:web-prod | -",
                "true | backup:CopyIntoBackupVault |"
                        + " backup:us-east-1:123456789012:backup-vault:web-prod-db-backup-vault | -",
                "false | rds:DeleteDBCluster | rds:us-east-1:123456789012:cluster:web-prod | -",
                "false | iam:CreateRole | iam::123456789012:role/web-prod-manager | -",
                "false | iam:AttachUserPolicy | iam::123456789012:user/me | -",
                "false | sts:AssumeRole | iam::123456789012:role/admin | -",
                "false | s3:GetObject | s3:::demo-123456789012-us-east-1-tf/infra/web/database.tfstate | -"
            })
    void aBoundarySufficesForTheRolesAndForLittleElse(
            boolean allowed, String action, String resource, @Nullable String context) {
        PolicyScope about = scope("web", DatabaseNames.DEFAULT, "*", false);
        PolicyEvaluator boundary = new PolicyEvaluator(List.of(new PolicyDocument("boundary", RoleBoundary.of(about))));

        assertThat(boundary.allows(new Call(action, "arn:aws:" + resource, context(context))))
                .isEqualTo(allowed);
    }

    private static Call call(String action, String resource, @Nullable String context) {
        Map<String, List<String>> all = new HashMap<>(DeploymentCalls.via());
        all.putAll(context(context));
        return new Call(action, resource, all);
    }

    private static Map<String, List<String>> context(@Nullable String text) {
        Map<String, List<String>> context = new HashMap<>();
        if (text != null) {
            Arrays.stream(text.split(";", -1)).forEach(entry -> {
                int equals = entry.indexOf('=');
                context.put(entry.substring(0, equals), List.of(entry.substring(equals + 1)));
            });
        }
        return context;
    }
}
