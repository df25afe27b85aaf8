package dev.appdb.aws.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.appdb.aws.permissions.CallerPolicy.Grantee;
import dev.appdb.aws.template.StackResource;
import dev.appdb.request.AppName;
import dev.appdb.request.Arn;
import dev.appdb.request.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkClient;

/** The policies, to be reviewed as a diff, and that they are neither too little nor too much. */
class CallerPolicyTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden/aws/policy");

    /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: a role's own policies together */
    private static final int LIMIT_CHARACTERS = 10_240;

    private static PolicyScope scope(String region, String role) {
        return scope(region, role, "");
    }

    private static PolicyScope scope(String region, String role, String boundary) {
        return new PolicyScope(
                new AppName("app"),
                new Region(region),
                PolicyScope.ANY_ACCOUNT,
                "demo-123456789012-" + region + "-tf",
                Optional.of(role).filter(arn -> !arn.isEmpty()).map(Arn::new),
                Optional.of(boundary).filter(arn -> !arn.isEmpty()).map(Arn::new));
    }

    @ParameterizedTest
    @CsvSource({
        "caller.json, caller, us-east-1, ''",
        "caller-with-role.json, caller, us-east-1, arn:aws:iam::123456789012:role/cloudformation",
        "service-role.json, service-role, us-east-1, ''",
        "service-role-gov.json, service-role, us-gov-west-1, ''"
    })
    void aPolicyIsAsReviewed(String name, String whom, String region, String role) throws Exception {
        String json = CallerPolicy.of(Grantee.of(whom), scope(region, role)).json();
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, json);
        }

        assertThat(file).as("write it with -Dgolden.update=true").isRegularFile();
        assertThat(json).isEqualTo(Files.readString(file));
        assertThat(json.replaceAll("\\s", "").length()).isLessThan(LIMIT_CHARACTERS);
        assertThat(new ObjectMapper().readTree(json).path("Statement").findValuesAsText("Sid"))
                .doesNotHaveDuplicates();
    }

    /** Every call is listed, and every listed operation is called, since the policy is derived from the list. */
    @Test
    void theListOfOperationsIsThatOfAllCalls() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.appdb.aws");
        Set<String> called = classes.stream()
                .flatMap(each -> each.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isAssignableTo(SdkClient.class))
                .filter(call -> call.getTargetOwner().getSimpleName().endsWith("Client"))
                .filter(call -> !Set.of("builder", "close", "utilities").contains(call.getName()))
                .map(CallerPolicyTest::operation)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(called)
                .isEqualTo(Arrays.stream(AwsOperation.values())
                        .map(AwsOperation::call)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String operation(JavaMethodCall call) {
        String owner = call.getTargetOwner().getPackageName();
        String method = call.getName().replaceAll("Paginator$", "");
        return owner.substring(owner.lastIndexOf('.') + 1) + ":" + Character.toUpperCase(method.charAt(0))
                + method.substring(1);
    }

    @Test
    void theServiceRoleMayMakeAndRemoveEveryTypeInTheTemplate() {
        Map<String, List<String>> needed = Map.ofEntries(
                Map.entry("AWS::EC2::SecurityGroup", List.of("ec2:CreateSecurityGroup", "ec2:DeleteSecurityGroup")),
                Map.entry(
                        "AWS::EC2::SecurityGroupIngress",
                        List.of("ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress")),
                Map.entry("AWS::KMS::Key", List.of("kms:CreateKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion")),
                Map.entry(
                        "AWS::RDS::DBClusterParameterGroup",
                        List.of("rds:CreateDBClusterParameterGroup", "rds:DeleteDBClusterParameterGroup")),
                Map.entry(
                        "AWS::RDS::DBCluster",
                        List.of("rds:CreateDBCluster", "rds:DeleteDBCluster", "rds:CreateDBClusterSnapshot")),
                Map.entry("AWS::RDS::DBInstance", List.of("rds:CreateDBInstance", "rds:DeleteDBInstance")),
                Map.entry("AWS::IAM::Role", List.of("iam:CreateRole", "iam:DeleteRole", "iam:PassRole")),
                Map.entry("AWS::IAM::ManagedPolicy", List.of("iam:CreatePolicy", "iam:DeletePolicy")),
                Map.entry("AWS::Logs::LogGroup", List.of("logs:CreateLogGroup", "logs:DeleteLogGroup")),
                Map.entry("AWS::Lambda::Function", List.of("lambda:CreateFunction", "lambda:DeleteFunction")),
                Map.entry("AWS::Backup::BackupVault", List.of("backup:CreateBackupVault", "backup:DeleteBackupVault")),
                Map.entry("AWS::Backup::BackupPlan", List.of("backup:CreateBackupPlan", "backup:DeleteBackupPlan")),
                Map.entry(
                        "AWS::Backup::BackupSelection",
                        List.of("backup:CreateBackupSelection", "backup:DeleteBackupSelection")),
                Map.entry("AWS::CloudWatch::Alarm", List.of("cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms")));
        Set<String> allowed = new HashSet<>();
        DeploymentPermissions.of(scope("us-east-1", "")).forEach(permission -> allowed.addAll(permission.actions()));

        for (StackResource resource : StackResource.values()) {
            assertThat(needed).containsKey(resource.type());
            assertThat(allowed).as(resource.type()).containsAll(needed.getOrDefault(resource.type(), List.of()));
        }
    }

    @Test
    void whatCanBeNamedIsNamedAndNoActionIsAPattern() {
        for (Permission permission :
                CallerPolicy.of(Grantee.CALLER, scope("us-east-1", "")).permissions()) {
            assertThat(permission.actions()).noneMatch(action -> action.contains("*"));
            if (permission.resources().equals(Permission.EVERYTHING)) {
                assertThat(permission.actions())
                        .as("a look-up, or what IAM knows no resource for")
                        .allMatch(action -> action.contains(":Describe")
                                || action.equals("kms:CreateKey")
                                || action.equals("backup-storage:MountCapsule"));
            }
        }
    }

    @Test
    void withAServiceRoleTheCallerOnlyReadsWhatIsDeployed() {
        Set<String> actions = new TreeSet<>();
        CallerPolicy.of(Grantee.CALLER, scope("us-east-1", "arn:aws:iam::123456789012:role/cfn"))
                .permissions()
                .forEach(permission -> actions.addAll(permission.actions()));

        assertThat(actions)
                .contains("iam:PassRole", "cloudformation:ExecuteChangeSet", "lambda:GetFunction")
                .doesNotContain("rds:CreateDBCluster", "iam:CreateRole", "kms:CreateKey");
    }

    @Test
    void whereRolesAreBoundedNoneIsMadeWithoutThatBoundary() {
        String boundary = "arn:aws:iam::123456789012:policy/boundary";

        assertThat(DeploymentPermissions.of(scope("us-east-1", "", boundary)))
                .filteredOn(permission -> permission.actions().contains("iam:CreateRole"))
                .singleElement()
                .satisfies(permission -> {
                    assertThat(permission.actions()).contains("iam:PutRolePermissionsBoundary");
                    assertThat(permission.conditions())
                            .isEqualTo(Map.of("StringEquals", Map.of("iam:PermissionsBoundary", List.of(boundary))));
                });
        assertThat(DeploymentPermissions.of(scope("us-east-1", "")))
                .noneMatch(permission -> permission.actions().contains("iam:PutRolePermissionsBoundary"));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sts::123456789012:assumed-role/deployer/me, arn:aws:iam::123456789012:role/deployer",
        "arn:aws-cn:sts::123456789012:assumed-role/a.b@c/i-0, arn:aws-cn:iam::123456789012:role/a.b@c",
        "arn:aws:iam::123456789012:user/team/me, arn:aws:iam::123456789012:user/team/me",
        "arn:aws:iam::123456789012:role/service/cfn, arn:aws:iam::123456789012:role/service/cfn"
    })
    void whoIsSimulatedIsTheRoleBehindASession(String caller, String simulated) {
        assertThat(Principal.of(caller).orElseThrow().arn()).isEqualTo(simulated);
    }

    @ParameterizedTest
    @CsvSource({"arn:aws:iam::123456789012:root", "arn:aws:sts::123456789012:federated-user/me"})
    void whoHasNoPoliciesOfTheirOwnIsNotSimulated(String caller) {
        assertThat(Principal.of(caller)).isEmpty();
    }
}
