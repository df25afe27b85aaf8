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
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkClient;

/** The policies, to be reviewed as a diff, and that they are neither too little nor too much. */
class CallerPolicyTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden/aws/policy");

    private static PolicyScope scope(String region, String role) {
        return scope(region, role, "");
    }

    private static PolicyScope scope(String region, String role, String boundary) {
        return new PolicyScope(
                new AppName("app"),
                new EnvironmentName("dev"),
                DatabaseNames.DEFAULT,
                new Region(region),
                PolicyScope.ANY_ACCOUNT,
                "demo-123456789012-" + region + "-tf",
                Optional.of(role).filter(arn -> !arn.isEmpty()).map(Arn::new),
                Optional.of(boundary).filter(arn -> !arn.isEmpty()).map(Arn::new),
                Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "caller, caller, us-east-1, '', ''",
        "caller-with-role, caller, us-east-1, arn:aws:iam::123456789012:role/cloudformation, ''",
        "service-role, service-role, us-east-1, '', ''",
        "service-role-bounded, service-role, us-east-1, '', arn:aws:iam::123456789012:policy/boundary",
        "service-role-gov, service-role, us-gov-west-1, '', ''"
    })
    void aPolicyIsAsReviewed(String name, String whom, String region, String role, String boundary) throws Exception {
        CallerPolicy policy = CallerPolicy.of(Grantee.of(whom), scope(region, role, boundary));
        List<PolicyDocument> documents = new ArrayList<>(policy.documents());
        policy.missingBoundary().ifPresent(documents::add);

        for (int i = 0; i < documents.size(); i++) {
            isAsReviewed(name + "-" + (i + 1) + ".json", documents.get(i));
        }
        assertThat(FOLDER.resolve(name + "-" + (documents.size() + 1) + ".json"))
                .as("a golden file of a policy that is not printed any more")
                .doesNotExist();
    }

    private static void isAsReviewed(String name, PolicyDocument document) throws Exception {
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, document.json());
        }

        assertThat(file).as("write it with -Dgolden.update=true").isRegularFile();
        assertThat(document.json()).isEqualTo(Files.readString(file));
        assertThat(new ObjectMapper()
                        .readTree(document.json())
                        .path("Statement")
                        .findValuesAsText("Sid"))
                .doesNotHaveDuplicates()
                .allMatch(sid -> sid.matches("[A-Za-z0-9]+"));
    }

    /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: a policy, and policies per role */
    @ParameterizedTest
    @CsvSource({"caller, 0", "service-role, 0", "caller, 60", "service-role, 60"})
    void everyPolicyFitsWithTheLongestNames(String whom, int readers) {
        String longest = "a".repeat(29);
        PolicyScope about = new PolicyScope(
                new AppName(longest),
                new EnvironmentName("prod"),
                DatabaseNames.DEFAULT.withReaders(IntStream.range(0, readers)
                        .mapToObj(number -> "r".repeat(60) + number)
                        .toList()),
                new Region("ap-southeast-1"),
                "123456789012",
                "b".repeat(63),
                Optional.empty(),
                Optional.of(new Arn("arn:aws:iam::123456789012:policy/" + "p".repeat(511) + "/" + "n".repeat(128))),
                Optional.empty());
        CallerPolicy bounded = CallerPolicy.of(Grantee.of(whom), about);
        CallerPolicy unbounded = CallerPolicy.of(
                Grantee.of(whom),
                new PolicyScope(
                        about.app(),
                        about.environment(),
                        about.names(),
                        about.region(),
                        about.account(),
                        about.bucket(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        List<PolicyDocument> all = new ArrayList<>(bounded.documents());
        all.addAll(unbounded.documents());
        if (readers == 0) {
            all.add(unbounded.missingBoundary().orElseThrow());
        }

        assertThat(all)
                .allSatisfy(document -> assertThat(
                                document.json().replaceAll("\\s", "").length())
                        .as(document.name())
                        .isLessThanOrEqualTo(6_144));
        assertThat(all).extracting(PolicyDocument::name).allMatch(name -> name.length() <= 128);
        assertThat(bounded.documents().size()).isLessThanOrEqualTo(10);
        assertThat(statements(bounded.documents()))
                .as("no permission is lost on the way")
                .containsExactlyInAnyOrderElementsOf(pairs(bounded.permissions()));
    }

    private static List<String> statements(List<PolicyDocument> documents) {
        return documents.stream()
                .flatMap(document -> pairs(document.permissions()).stream())
                .toList();
    }

    private static List<String> pairs(List<Permission> permissions) {
        return permissions.stream()
                .flatMap(each -> each.actions().stream()
                        .flatMap(action -> each.resources().stream()
                                .map(resource -> action + " " + resource + " " + new TreeMap<>(each.conditions()))))
                .toList();
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
        String service = owner.substring(owner.lastIndexOf('.') + 1);
        // The SDK's name for it is longer than that of the service in IAM.
        return (service.equals("cloudwatchlogs") ? "logs" : service) + ":" + Character.toUpperCase(method.charAt(0))
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

    /** Ids of AWS's choice can't be named: there the tags, or an alias, tell one database from another. */
    @ParameterizedTest
    @ValueSource(strings = {":key/*", ":security-group/*", ":backup-plan:*", ":recovery-point:*", "awsbackup:*"})
    void whatHasAnIdOfAwsIsAllowedUnderAConditionOnly(String resource) {
        for (Grantee whom : Grantee.values()) {
            assertThat(CallerPolicy.of(whom, scope("us-east-1", "")).permissions())
                    .filteredOn(permission -> permission.resources().stream().anyMatch(each -> each.endsWith(resource)))
                    .allSatisfy(permission -> assertThat(
                                    permission.conditions().values().stream().flatMap(keys -> keys.keySet().stream()))
                            .as(permission.sid())
                            .containsAnyOf(
                                    "aws:RequestTag/application",
                                    "aws:ResourceTag/application",
                                    "ec2:CreateAction",
                                    "kms:ResourceAliases"));
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
    void whereRolesAreBoundedNoneIsMadeOrChangedWithoutThatBoundary() {
        String boundary = "arn:aws:iam::123456789012:policy/boundary";
        Set<String> changes = Set.of(
                "iam:AttachRolePolicy",
                "iam:CreateRole",
                "iam:DeleteRolePolicy",
                "iam:DetachRolePolicy",
                "iam:PutRolePermissionsBoundary",
                "iam:PutRolePolicy",
                "iam:UpdateAssumeRolePolicy");
        List<Permission> bounded = DeploymentPermissions.of(scope("us-east-1", "", boundary));

        assertThat(bounded)
                .filteredOn(permission -> permission.actions().stream().anyMatch(changes::contains))
                .allSatisfy(permission -> assertThat(permission.conditions().get("StringEquals"))
                        .isEqualTo(Map.of("iam:PermissionsBoundary", List.of(boundary))))
                .flatExtracting(Permission::actions)
                .containsAll(changes);
        assertThat(bounded)
                .flatExtracting(Permission::actions)
                .doesNotContain(
                        "iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:DeleteRolePermissionsBoundary");
        assertThat(DeploymentPermissions.of(scope("us-east-1", "")))
                .noneMatch(permission -> permission.actions().contains("iam:PutRolePermissionsBoundary"));
    }

    @Test
    void aBoundaryIsOfferedOnlyToWhomItWouldLimit() {
        String boundary = "arn:aws:iam::123456789012:policy/boundary";

        assertThat(CallerPolicy.of(Grantee.CALLER, scope("us-east-1", "")).missingBoundary())
                .isPresent();
        assertThat(CallerPolicy.of(Grantee.SERVICE_ROLE, scope("us-east-1", "", boundary))
                        .missingBoundary())
                .isEmpty();
        assertThat(CallerPolicy.of(Grantee.CALLER, scope("us-east-1", "arn:aws:iam::123456789012:role/cfn"))
                        .missingBoundary())
                .isEmpty();
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
