package dev.appdb.aws.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.appdb.aws.permissions.CallerPolicy.Grantee;
import dev.appdb.aws.permissions.PolicyEvaluator.Call;
import dev.appdb.request.Adoption;
import dev.appdb.request.AppName;
import dev.appdb.request.Arn;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.Region;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The policies of whoever only adopts app-dev, whose cluster is orders-db: its role manager, and nothing of the cluster. */
class AdoptionPolicyTest {
    private static final String BOUNDARY = "arn:aws:iam::123456789012:policy/boundary";
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:master-abcdef";

    private static final String OWNERS_GROUP = "ec2:us-east-1:123456789012:security-group/sg-1 |"
            + " aws:ResourceTag/application=app;aws:ResourceTag/environment=dev";

    private static PolicyScope scope(String secret) {
        return new PolicyScope(
                new AppName("app"),
                new EnvironmentName("dev"),
                DatabaseNames.DEFAULT,
                new Region("us-east-1"),
                "123456789012",
                "demo-123456789012-us-east-1-tf",
                Optional.empty(),
                Optional.of(new Arn(BOUNDARY)),
                Optional.of(new Adoption(
                        "orders-db",
                        Optional.of(secret).filter(arn -> !arn.isEmpty()).map(Arn::new))));
    }

    private static PolicyEvaluator policy(Grantee whom) {
        return new PolicyEvaluator(CallerPolicy.of(whom, scope("")).documents());
    }

    /** The calls of adopt, plan, roles, connect, status, doctor and destroy. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rds:DescribeDBClusters | rds:us-east-1:123456789012:cluster:orders-db",
                "rds:DescribeDBClusters | rds:us-east-1:123456789012:cluster:*",
                "rds:DescribeDBInstances | rds:us-east-1:123456789012:db:orders-db",
                "rds:DescribeDBInstances | rds:us-east-1:123456789012:db:*",
                "rds:DescribeDBSubnetGroups | rds:us-east-1:123456789012:subgrp:anything",
                "ec2:DescribeSubnets | *",
                "ec2:DescribeSecurityGroups | *",
                "ec2:DescribeVpcEndpoints | *",
                "lambda:GetFunctionConfiguration | lambda:us-east-1:123456789012:function:appdb-RoleManager-app-dev",
                "lambda:InvokeFunction | lambda:us-east-1:123456789012:function:appdb-RoleManager-app-dev",
                "lambda:UpdateFunctionConfiguration | lambda:us-east-1:123456789012:function:appdb-RoleManager-app-dev",
                "cloudformation:CreateChangeSet | cloudformation:us-east-1:123456789012:stack/appdb-RoleManager-app-dev/1",
                "cloudformation:ExecuteChangeSet | cloudformation:us-east-1:123456789012:stack/appdb-RoleManager-app-dev/1",
                "cloudformation:DescribeStacks | cloudformation:us-east-1:123456789012:stack/appdb-RoleManager-app-dev/*",
                "cloudformation:DescribeStackEvents | cloudformation:us-east-1:123456789012:stack/appdb-RoleManager-app-dev/1",
                "cloudformation:DeleteStack | cloudformation:us-east-1:123456789012:stack/appdb-RoleManager-app-dev/1",
                "s3:GetObjectVersion | s3:::demo-123456789012-us-east-1-tf/appdb/app/dev/role-manager-0a.jar",
                "s3:PutObject | s3:::demo-123456789012-us-east-1-tf/appdb/app/dev/role-manager-0a.jar",
                "s3:ListBucket | s3:::demo-123456789012-us-east-1-tf"
            })
    void everyCallOfACommandIsAllowed(String action, String resource) {
        String arn = resource.equals("*") ? "*" : "arn:aws:" + resource;

        assertThat(policy(Grantee.CALLER).allows(new Call(action, arn, Map.of())))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Grantee.class)
    void everyCallOfADeploymentIsAllowed(Grantee whom) throws Exception {
        JsonNode template = new ObjectMapper()
                .readTree(Path.of("src/test/resources/golden/aws/template/adoption.json")
                        .toFile());
        PolicyEvaluator policy = policy(whom);

        List<Call> calls = DeploymentCalls.of(template, "us-east-1", "appdb-RoleManager-app-dev", BOUNDARY);

        assertThat(calls)
                .hasSizeGreaterThan(40)
                .allSatisfy(
                        call -> assertThat(policy.allows(call)).as("%s", call).isTrue());
    }

    /** Of the group of the database, whose owner tagged it as appdb tags its own, or did not tag it. */
    @ParameterizedTest
    @EnumSource(Grantee.class)
    void theGroupOfTheDatabaseGetsARule(Grantee whom) {
        String group = "arn:aws:ec2:us-east-1:123456789012:security-group/sg-1";
        for (String tags : List.of(
                "aws:ResourceTag/application=app;aws:ResourceTag/environment=dev", "aws:ResourceTag/team=orders")) {
            Map<String, List<String>> all = new HashMap<>(DeploymentCalls.via());
            all.putAll(context(tags));
            for (String rule : List.of("AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress")) {
                assertThat(policy(whom).allows(new Call("ec2:" + rule, group, all)))
                        .as("%s on a group with %s", rule, tags)
                        .isTrue();
            }
        }
    }

    /** Each as a part of an operation of CloudFormation, so that nothing but the rule in question refuses it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Nothing of the cluster, its secret, its keys or its backups.
                "rds:ModifyDBCluster | rds:us-east-1:123456789012:cluster:orders-db | ",
                "rds:ModifyDBCluster | rds:us-east-1:123456789012:cluster:app-dev | ",
                "rds:DeleteDBCluster | rds:us-east-1:123456789012:cluster:orders-db | ",
                "rds:ModifyDBInstance | rds:us-east-1:123456789012:db:orders-db | ",
                "rds:RebootDBInstance | rds:us-east-1:123456789012:db:app-dev-primary | ",
                "rds:DeleteDBInstance | rds:us-east-1:123456789012:db:orders-db | ",
                "rds:CreateDBCluster | rds:us-east-1:123456789012:cluster:app-dev | ",
                "secretsmanager:GetSecretValue | secretsmanager:us-east-1:123456789012:secret:rds!cluster-1 | ",
                "kms:PutKeyPolicy | kms:us-east-1:123456789012:key/1 |"
                        + " aws:ResourceTag/application=app;aws:ResourceTag/environment=dev",
                "kms:CreateKey | * | aws:RequestTag/application=app;aws:RequestTag/environment=dev",
                "backup:DeleteBackupVault | backup:us-east-1:123456789012:backup-vault:app-dev-db-backup-vault | ",
                "backup:DeleteRecoveryPoint | rds:us-east-1:123456789012:cluster-snapshot:awsbackup:job-1 |"
                        + " aws:ResourceTag/application=app;aws:ResourceTag/environment=dev",
                // Neither the reference's function nor appdb's own stack of that name.
                "lambda:InvokeFunction | lambda:us-east-1:123456789012:function:app-dev-role-manager | ",
                "lambda:UpdateFunctionCode | lambda:us-east-1:123456789012:function:app-dev-role-manager | ",
                "cloudformation:ExecuteChangeSet | cloudformation:us-east-1:123456789012:stack/appdb-app-dev/1 | ",
                "cloudformation:DeleteStack | cloudformation:us-east-1:123456789012:stack/appdb-app-dev/1 | ",
                // Another application's.
                "lambda:InvokeFunction | lambda:us-east-1:123456789012:function:appdb-RoleManager-app-dev-eu | ",
                "cloudformation:DeleteStack | cloudformation:us-east-1:123456789012:stack/appdb-RoleManager-shop-dev/1 | ",
                "iam:PutRolePolicy | iam::123456789012:role/appdb-shop-dev.us-east-1 | iam:PermissionsBoundary="
                        + BOUNDARY,
                // The one of the same application and environment in another Region.
                "iam:PutRolePolicy | iam::123456789012:role/appdb-app-dev.eu-west-1 | iam:PermissionsBoundary="
                        + BOUNDARY,
                "iam:CreateRole | iam::123456789012:role/app-dev-manager | iam:PermissionsBoundary=" + BOUNDARY,
                "iam:CreateRole | iam::123456789012:role/app-dev-db-backup | iam:PermissionsBoundary=" + BOUNDARY,
                "iam:CreatePolicy | iam::123456789012:policy/app-dev-app-access | ",
                "iam:AttachRolePolicy | iam::123456789012:role/appdb-app-dev.us-east-1 | iam:PermissionsBoundary="
                        + BOUNDARY + ";iam:PolicyARN=arn:aws:iam::aws:policy/AdministratorAccess",
                "iam:AttachRolePolicy | iam::123456789012:role/appdb-app-dev.us-east-1 | iam:PermissionsBoundary="
                        + BOUNDARY + ";iam:PolicyARN=arn:aws:iam::123456789012:policy/app-dev-migrator-access",
                "iam:PassRole | iam::123456789012:role/appdb-app-dev.us-east-1 |"
                        + " iam:PassedToService=backup.amazonaws.com",
                "iam:CreateServiceLinkedRole | iam::123456789012:role/aws-service-role/rds.amazonaws.com/X |"
                        + " iam:AWSServiceName=rds.amazonaws.com",
                "ec2:AuthorizeSecurityGroupIngress | ec2:us-east-1:123456789012:security-group/sg-1 |"
                        + " aws:ResourceTag/application=shop;aws:ResourceTag/environment=dev",
                // The owner's group, though it has the same tags.
                "ec2:DeleteSecurityGroup | " + OWNERS_GROUP,
                "ec2:DeleteTags | " + OWNERS_GROUP,
                "ec2:CreateTags | " + OWNERS_GROUP + ";aws:RequestTag/appdb-role-manager=appdb-RoleManager-app-dev",
                "ec2:AuthorizeSecurityGroupEgress | " + OWNERS_GROUP,
                "ec2:RevokeSecurityGroupEgress | " + OWNERS_GROUP,
                "ec2:DeleteSecurityGroup | " + OWNERS_GROUP
                        + ";aws:ResourceTag/appdb-role-manager=appdb-RoleManager-app-dev-eu",
                "ec2:CreateSecurityGroup | ec2:us-east-1:123456789012:security-group/sg-1 |"
                        + " aws:RequestTag/application=app;aws:RequestTag/environment=dev"
            })
    void nothingOfTheClusterNorOfOthersIsAllowed(String action, String resource, @Nullable String context) {
        String arn = resource.equals("*") ? "*" : "arn:aws:" + resource;
        Map<String, List<String>> all = new HashMap<>(DeploymentCalls.via());
        all.putAll(context(context));

        for (Grantee whom : Grantee.values()) {
            assertThat(policy(whom).allows(new Call(action, arn, all)))
                    .as("%s", whom)
                    .isFalse();
        }
    }

    /** The calls of the function's role, with the secret that RDS manages and with one that is given. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | '' | secretsmanager:GetSecretValue | secret:rds!cluster-1-a |"
                        + " aws:ResourceTag/aws:rds:primaryDBClusterArn=arn:aws:rds:us-east-1:123456789012:cluster:orders-db",
                "true  | '' | secretsmanager:GetSecretValue | secret:rds!db-1-a |"
                        + " aws:ResourceTag/aws:rds:primaryDBInstanceArn=arn:aws:rds:us-east-1:123456789012:db:orders-db",
                "false | '' | secretsmanager:GetSecretValue | secret:rds!cluster-1-a |"
                        + " aws:ResourceTag/aws:rds:primaryDBClusterArn=arn:aws:rds:us-east-1:123456789012:cluster:other",
                "false | '' | secretsmanager:GetSecretValue | secret:master-abcdef | x=y",
                "true  | given | secretsmanager:GetSecretValue | secret:master-abcdef | x=y",
                "false | given | secretsmanager:GetSecretValue | secret:payroll | x=y",
                "true  | given | kms:Decrypt | key/1 | kms:ViaService=secretsmanager.us-east-1.amazonaws.com",
                "false | given | kms:Decrypt | key/1 | kms:ViaService=s3.us-east-1.amazonaws.com",
                "true  | given | rds-db:connect | dbuser:cluster-AB/app | x=y",
                "false | given | rds-db:connect | dbuser:cluster-AB/postgres | x=y",
                "false | given | rds:ModifyDBCluster | cluster:orders-db | x=y"
            })
    void aBoundarySufficesForTheRole(boolean allowed, String secret, String action, String resource, String context) {
        String service = action.substring(0, action.indexOf(':'));
        PolicyEvaluator boundary = new PolicyEvaluator(
                List.of(new PolicyDocument("boundary", RoleBoundary.of(scope(secret.isEmpty() ? "" : SECRET)))));

        assertThat(boundary.allows(new Call(
                        action, "arn:aws:" + service + ":us-east-1:123456789012:" + resource, context(context))))
                .isEqualTo(allowed);
    }

    @Test
    void everyPolicyFitsIntoOneOfIam() {
        for (Grantee whom : Grantee.values()) {
            assertThat(CallerPolicy.of(whom, scope("")).documents())
                    .allSatisfy(document -> assertThat(
                                    document.json().replaceAll("\\s", "").length())
                            .isLessThanOrEqualTo(PolicyDocument.MOST_CHARACTERS));
        }
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
