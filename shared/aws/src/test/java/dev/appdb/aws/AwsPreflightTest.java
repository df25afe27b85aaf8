package dev.appdb.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.SampleJar;
import dev.appdb.aws.preflight.AccountFindings;
import dev.appdb.engine.Preflight.Finding;
import dev.appdb.engine.Preflight.Verdict;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.request.AppName;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.Capacity;
import dev.appdb.request.DatabaseRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks of an account before a plan, by the real SDK against the fake. */
class AwsPreflightTest {
    private static final String ENDPOINT = "vpce-00000000000000001";

    @RegisterExtension
    final AwsProjectExtension scene = new AwsProjectExtension();

    private final FakeAws aws = scene.aws();
    private final AwsProject project = scene.project();

    @BeforeEach
    void start() throws Exception {
        jar(SampleJar.HANDLER, SampleJar.AUTHORITIES);
    }

    private void jar(String... entries) throws Exception {
        SampleJar.write(scene.directory().resolve("role-manager.jar"), "", List.of(entries));
    }

    private List<Finding> examine() {
        return project.target().ports().preflight().examine(project.request());
    }

    private static List<Finding> problems(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.verdict() == Verdict.PROBLEM)
                .toList();
    }

    private Finding finding(String subject) {
        return examine().stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anAccountThatIsSetUpIsGoodInEveryRespect() {
        List<Finding> findings = examine();

        assertThat(findings).allMatch(finding -> finding.verdict() == Verdict.OK);
        assertThat(findings)
                .extracting(Finding::subject)
                .containsExactly(
                        "credentials",
                        "region",
                        "names",
                        "state bucket",
                        "network",
                        "secrets endpoint",
                        "engine",
                        "permissions",
                        "backups",
                        "database log",
                        "role manager");
        assertThat(findings.get(0).found())
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/deployer/somebody in account 123456789012");
    }

    @Test
    void allProblemsAreFoundAtOnceEachWithItsRemedy() throws Exception {
        aws.account().remove("AWS::EC2::VPCEndpoint", ENDPOINT);
        aws.account().remove("AWS::RDS::DBSubnetGroup", "dev");
        aws.account().remove("AWS::EC2::SecurityGroup", "sg-0e0e0e0e0e0e0e0e0");
        aws.account().credentials().deny("cloudformation:CreateChangeSet", "kms:*");
        project.with(
                "infra/accounts/dev.123456789012.s3.tfbackend",
                "bucket = \"no-such-bucket\"\nregion = \"us-east-1\"\n");
        jar();

        List<Finding> problems = problems(examine());

        assertThat(problems)
                .extracting(Finding::subject)
                .containsExactly(
                        "state bucket", "network", "network", "secrets endpoint", "permissions", "role manager");
        assertThat(problems).allMatch(problem -> problem.remedy().toString().endsWith("."));
        assertThat(problems.get(0).found()).isEqualTo("bucket no-such-bucket does not exist");
        assertThat(problems.get(3).found()).contains("the role manager would hang");
        assertThat(problems.get(4).found())
                .contains("cloudformation:CreateChangeSet", "kms:CreateKey")
                .doesNotContain("rds:");
        assertThat(problems.get(4).remedy().toString()).contains("appdb iam-policy --app-name app --environment dev");
    }

    @Test
    void aPlanIsNotMadeWhereTheAccountHasNotWhatItTakesAndSaysAllOfIt() {
        aws.account().remove("AWS::EC2::VPCEndpoint", ENDPOINT);
        aws.account().credentials().deny("rds:CreateDBCluster");

        Failure failure = catchThrowableOfType(
                        FailureException.class, () -> project.target().plan(project.request(), project))
                .failure();

        assertThat(failure.code()).isEqualTo("preflight");
        assertThat(failure.why()).contains("secrets endpoint: ", "permissions: ", "rds:CreateDBCluster");
        assertThat(aws.calls().of("CreateChangeSet")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "available, OK, ''",
        "backing-up, OK, ''",
        "stopped, PROBLEM, 'aws rds start-db-cluster --db-cluster-identifier app-dev --region us-east-1'",
        "starting, PROBLEM, Wait",
        "stopping, PROBLEM, Wait",
        "failing-over, PROBLEM, Wait",
        "maintenance, PROBLEM, Wait",
        "rebooting, PROBLEM, Wait",
        "storage-full, PROBLEM, Free storage",
        "inaccessible-encryption-credentials, PROBLEM, KMS key",
        "incompatible-parameters, PROBLEM, parameter group",
        "failed, PROBLEM, restore it",
        // Of instances of plain RDS, which are adopted.
        "incompatible-option-group, PROBLEM, option group",
        "restore-error, PROBLEM, another snapshot",
        "configuring-log-exports, OK, ''",
        "modifying, WARNING, waits",
        "upgrading, WARNING, waits",
        "of-the-future, WARNING, waits"
    })
    void theStateOfTheClusterIsFoundBeforeAnythingIsTried(String state, Verdict verdict, String remedy) {
        aws.account()
                .add(
                        "AWS::RDS::DBCluster",
                        "app-dev",
                        "{\"Engine\": \"aurora-postgresql\", \"Status\": \"" + state + "\"}");

        Finding finding = examine().stream()
                .filter(each -> each.subject().equals("cluster"))
                .findFirst()
                .orElseThrow();

        assertThat(finding.verdict()).isEqualTo(verdict);
        assertThat(finding.found()).isEqualTo("app-dev is " + state);
        assertThat(finding.remedy().toString()).contains(remedy);
    }

    @Test
    void aPlanForAClusterThatIsStoppedIsRefused() {
        aws.account()
                .add("AWS::RDS::DBCluster", "app-dev", "{\"Engine\": \"aurora-postgresql\", \"Status\": \"stopped\"}");

        Failure failure = catchThrowableOfType(
                        FailureException.class, () -> project.target().plan(project.request(), project))
                .failure();

        assertThat(failure.why()).contains("app-dev is stopped");
        assertThat(aws.stacks().names()).isEmpty();
    }

    @Test
    void anEndpointWithoutPrivateDnsMakesTheFunctionHang() {
        aws.account().find("AWS::EC2::VPCEndpoint", ENDPOINT).orElseThrow().set("PrivateDnsEnabled", BooleanNode.FALSE);

        assertThat(finding("secrets endpoint").found()).contains("has no private DNS");
    }

    @Test
    void anExpiredSessionIsOneProblemAndNoStackTrace() {
        aws.account().credentials().expire();

        List<Finding> problems = problems(examine());

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).found()).isEqualTo("your AWS session has expired");
        assertThat(problems.get(0).remedy().toString()).contains("Log in again");
    }

    @Test
    void aLookUpThatIsDeniedNamesThePermission() {
        aws.account().credentials().deny("ec2:DescribeVpcs");

        assertThat(finding("network").found()).isEqualTo("you are not allowed to perform ec2:DescribeVpcs");
        assertThat(finding("network").remedy().toString()).contains("appdb iam-policy");
    }

    @Test
    void aSimulationThatIsDeniedIsOnlyAWarning() {
        aws.account().credentials().deny("iam:SimulatePrincipalPolicy");

        assertThat(finding("permissions").verdict()).isEqualTo(Verdict.WARNING);
        assertThat(finding("permissions").remedy().toString()).contains("iam:SimulatePrincipalPolicy");
    }

    @Test
    void theAccountsRootIsNotSimulated() {
        aws.account().credentials().caller("arn:aws:iam::123456789012:root");

        assertThat(finding("permissions").verdict()).isEqualTo(Verdict.WARNING);
    }

    @Test
    void throttlingIsReportedAfterSeveralTries() {
        aws.faults().at("DescribeVpcs").times(9).throttle();

        assertThat(finding("network").found()).contains("throttled the calls");
    }

    @Test
    void aNameThatIsTooLongForTheBackupVaultIsFound() {
        DatabaseRequest request = project.request();
        DatabaseRequest longer = new DatabaseRequest(
                new AppName("an-application-with-a-long-name"),
                request.environment(),
                request.target(),
                request.version(),
                request.aurora(),
                request.names(),
                request.module(),
                request.region(),
                request.serverUrl(),
                request.extensions());

        List<Finding> problems = problems(project.target().ports().preflight().examine(longer));

        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.subject()).isEqualTo("names");
            assertThat(problem.found()).contains("35 characters");
        });
    }

    @Test
    void aVersionThatIsNotOfferedForServerlessIsFound() {
        Finding none = AccountFindings.engine(project.request(), List.of());
        Finding notServerless = AccountFindings.engine(
                project.request(), List.of(new AccountFindings.Version("16.1", Optional.empty(), Optional.empty())));
        Finding notSoLow = AccountFindings.engine(
                project.aurora(new AuroraSettings(new Capacity(0, 1), 0, Optional.empty(), false))
                        .request(),
                List.of(new AccountFindings.Version("16.1", Optional.of(0.5), Optional.of(128.0))));

        assertThat(List.of(none, notServerless, notSoLow)).allMatch(found -> found.verdict() == Verdict.PROBLEM);
        assertThat(notSoLow.found()).contains("does not support 0 to 1 ACU");
    }

    @Test
    void aJarWithoutTheAuthoritiesIsAProblemBeforeEveryPlan() throws Exception {
        jar(SampleJar.HANDLER);

        Finding finding = finding("role manager");

        assertThat(finding.verdict()).isEqualTo(Verdict.PROBLEM);
        assertThat(finding.remedy().toString()).contains("-Drds.ca.bundle=FILE");
        FailureException refused = catchThrowableOfType(
                FailureException.class, () -> project.target().plan(project.request(), project));
        assertThat(refused.failure().why())
                .contains("role manager: ", "no certificate of the RDS authorities of Region us-east-1");
    }
}
