package dev.appdb.aws;

import static dev.appdb.aws.AwsProject.STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.engine.ConnectionParameters;
import dev.appdb.engine.DriftReport;
import dev.appdb.engine.DriftReport.Kind;
import dev.appdb.engine.TargetStatus;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Status, drift and connect, by the real SDK against an account on loopback. */
class AwsStatusAndConnectTest {
    @RegisterExtension
    final AwsProjectExtension scene = new AwsProjectExtension();

    private final FakeAws aws = scene.aws();
    private final AwsProject project = scene.project();

    private void deploy() throws FailureException {
        project.target().apply(project.request(), project.target().plan(project.request(), project), project);
    }

    private TargetStatus status() throws FailureException {
        return project.target().status(project.request());
    }

    private DriftReport drift() throws FailureException {
        return project.target().drift(project.request(), project);
    }

    private ConnectionParameters connect(String user) throws FailureException {
        return project.target().ports().connector().parameters(project.request(), user);
    }

    @Test
    void whereNothingIsTheStatusSaysSo() throws Exception {
        assertThat(status().state()).isEqualTo(TargetStatus.State.ABSENT);
        assertThat(status().details()).containsEntry("stack", "there is no appdb-app-dev");
    }

    @Test
    void theStatusShowsStackClusterCapacityAndProtection() throws Exception {
        deploy();
        aws.stacks().settle();

        assertThat(status().state()).isEqualTo(TargetStatus.State.RUNNING);
        assertThat(status().details())
                .containsEntry("stack", "appdb-app-dev was updated")
                .containsEntry("cluster status", "available")
                .containsEntry("capacity", "0.5 to 1 ACU")
                .containsEntry("instances", "app-dev-primary")
                .containsEntry("deletion protection", "on")
                .containsKeys("endpoint", "version")
                .doesNotContainKey("pending");
    }

    @Test
    void aSecondStepThatIsLeftShowsAsPending() throws Exception {
        deploy();
        aws.stacks().settle();
        aws.account().find("AWS::RDS::DBCluster", "app-dev").orElseThrow().set("DeletionProtection", BooleanNode.FALSE);

        assertThat(status().details().get("pending")).contains("the next apply turns it on");
    }

    @Test
    void aStackThatIsStuckShowsItsWayOut() throws Exception {
        deploy();
        aws.stacks().force(STACK, "UPDATE_ROLLBACK_FAILED", "it would not go back");

        assertThat(status().details().get("remedy")).contains("continue-update-rollback");
    }

    @Test
    void aClusterThatTerraformMadeIsRecognised() throws Exception {
        aws.account().add("AWS::RDS::DBCluster", "app-dev", "{\"Engine\": \"aurora-postgresql\"}");

        assertThat(status().state()).isEqualTo(TargetStatus.State.RUNNING);
        assertThat(status().details().get("stack")).contains("another tool created the cluster");
    }

    @Test
    void anExpiredSessionIsReported() {
        aws.account().credentials().expire();

        Failure failure =
                catchThrowableOfType(FailureException.class, this::status).failure();

        assertThat(failure.code()).isEqualTo("aws-session");
    }

    @Test
    void withoutAStackDriftDoesNotApply() throws Exception {
        assertThat(drift().applicable()).isFalse();
        assertThat(drift().hasDrift()).isFalse();
    }

    @Test
    void whatIsAsDeployedHasNoDrift() throws Exception {
        deploy();

        assertThat(drift().hasDrift()).isFalse();
        assertThat(drift().summary()).contains("none differs");
    }

    @Test
    void driftIsShownByResourceAndProperty() throws Exception {
        deploy();
        aws.account().find("AWS::RDS::DBCluster", "app-dev").orElseThrow().set("DeletionProtection", BooleanNode.FALSE);
        aws.account().remove("AWS::CloudWatch::Alarm", "app-dev-capacity");

        DriftReport report = drift();

        assertThat(report.resources()).anySatisfy(resource -> {
            assertThat(resource.name()).isEqualTo("DatabaseCluster");
            assertThat(resource.kind()).isEqualTo(Kind.MODIFIED);
            assertThat(resource.differences())
                    .containsExactly(new DriftReport.DriftedProperty("/DeletionProtection", "true", "false"));
        });
    }

    @Test
    void connectingTakesVerifiedTlsAndATokenThatIsNowhereInWords() throws Exception {
        deploy();

        ConnectionParameters app = connect("app");
        String token = app.password().orElseThrow().fetch().orElseThrow();

        assertThat(app.environment()).containsEntry("PGSSLMODE", "verify-full").doesNotContainKey("PGPASSWORD");
        assertThat(token)
                .startsWith(app.host() + ":5432/?DBUser=app&Action=connect")
                .contains("X-Amz-Expires=900", "X-Amz-Signature=");
        assertThat(app.toString() + app.commandLine()).doesNotContain("X-Amz-Signature");
        assertThat(app.commandLine())
                .contains("PGPASSWORD=\"$(aws rds generate-db-auth-token --hostname " + app.host()
                        + " --port 5432 --username app --region us-east-1)\" psql --host=");
    }

    @Test
    void theMastersPasswordIsReadByTheirOwnAwsCli() throws Exception {
        deploy();

        ConnectionParameters master = connect("postgres");

        assertThat(master.password().orElseThrow().fetch()).isEmpty();
        assertThat(master.commandLine())
                .contains("aws secretsmanager get-secret-value --secret-id ")
                .contains("jq -r .password");
        assertThat(aws.calls().of("GetSecretValue")).isEmpty();
    }

    @Test
    void whereThereIsNoClusterConnectSaysHowToGetOne() {
        Failure failure = catchThrowableOfType(FailureException.class, () -> connect("app"))
                .failure();

        assertThat(failure.code()).isEqualTo("no-cluster");
        assertThat(failure.remedy().toString()).contains("appdb setup --app-name app --environment dev");
    }
}
