package dev.appdb.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.FunctionCode;
import dev.appdb.aws.fake.InstanceEvents;
import dev.appdb.engine.RoleManagerClient;
import dev.appdb.failure.FailureException;
import dev.appdb.request.AuroraSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster that pauses at 0 ACU, looked at without waking it. */
class PausedClusterTest {
    private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");

    @RegisterExtension
    final AwsProjectExtension scene = new AwsProjectExtension();

    private final FakeAws aws = scene.aws();
    private final InstanceEvents events = aws.account().events();
    private final AwsProject project = scene.project();

    @BeforeEach
    void aClusterThatMayPause() throws Exception {
        cluster(0);
        aws.account().add("AWS::Lambda::Function", "app-dev-role-manager", "{\"Timeout\": 90}");
        aws.lambda().runs(invocation -> FunctionCode.Result.of("{\"format\":1,\"checks\":[]}"));
    }

    private void cluster(double least) {
        aws.account()
                .add(
                        "AWS::RDS::DBCluster",
                        "app-dev",
                        "{\"Engine\": \"aurora-postgresql\", \"EngineVersion\": \"16\","
                                + " \"ServerlessV2ScalingConfiguration\": {\"MinCapacity\": " + least
                                + ", \"MaxCapacity\": 4}}");
        aws.account().add("AWS::RDS::DBInstance", "app-dev-primary", "{\"DBClusterIdentifier\": \"app-dev\"}");
    }

    private RoleManagerClient roleManager() {
        return project.target().ports().roleManager();
    }

    private Optional<Instant> pausedSince() throws Exception {
        return roleManager().pausedSince(project.request());
    }

    /** After as many minutes, hours and days as one look back covers. */
    @ParameterizedTest
    @ValueSource(longs = {1, 59, 61, 23 * 60, 25 * 60, 13 * 24 * 60})
    void itIsKnownSinceWhenItIsPausedAndLookingDoesNotWakeIt(long minutes) throws Exception {
        events.pause("app-dev");
        aws.account().clock().advance(Duration.ofMinutes(minutes));

        assertThat(pausedSince()).contains(NINE);
        assertThat(events.isPaused("app-dev")).isTrue();
        assertThat(aws.calls().of("Invoke")).isEmpty();
    }

    @Test
    void aCheckWakesItAndThenItIsAwakeUntilItPausesAgain() throws Exception {
        events.pause("app-dev");
        aws.account().clock().advance(Duration.ofHours(2));
        roleManager().check(project.request(), false, project);
        aws.account().clock().advance(Duration.ofHours(2));

        assertThat(pausedSince()).isEmpty();

        events.happens("app-dev-primary", "Initiated pause for the DB instance.");
        events.happens("app-dev-primary", "Pause was canceled for the DB instance.");
        assertThat(pausedSince()).isEmpty();
        Instant now = aws.account().clock().instant();
        events.pause("app-dev");
        assertThat(pausedSince()).contains(now);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Initiated resume for the DB instance.",
                "Successfully resumed the DB instance.",
                "DB instance started",
                "DB instance restarted"
            })
    void itIsAwakeAfterEachEventThatWakesIt(String message) throws Exception {
        events.pause("app-dev");
        aws.account().clock().advance(Duration.ofMinutes(1));
        events.happens("app-dev-primary", message);

        assertThat(pausedSince()).isEmpty();
    }

    @Test
    void eventsOfOtherThingsAndOfOtherInstancesSayNothing() throws Exception {
        events.pause("app-dev");
        aws.account().clock().advance(Duration.ofMinutes(1));
        for (int i = 0; i < 250; i++) {
            events.happens("app-dev-primary", "Backing up DB instance");
        }
        events.happens("app-prod-primary", "Successfully resumed the DB instance.");

        assertThat(pausedSince()).contains(NINE);
        assertThat(aws.calls().of("DescribeEvents")).as("page by page").hasSize(3);
    }

    @Test
    void aClusterOfWhichNoEventIsKeptCountsAsAwake() throws Exception {
        assertThat(pausedSince()).isEmpty();

        events.pause("app-dev");
        aws.account().clock().advance(Duration.ofDays(15));
        assertThat(pausedSince()).isEmpty();
    }

    @Test
    void aClusterThatNeverPausesAndOneThatIsNotThereNeedNoLook() throws Exception {
        cluster(0.5);
        assertThat(pausedSince()).isEmpty();
        aws.account().remove("AWS::RDS::DBCluster", "app-dev");
        assertThat(pausedSince()).isEmpty();

        assertThat(aws.calls().of("DescribeEvents")).isEmpty();
    }

    @Test
    void aClusterThatWasAdoptedIsLookedAtByItsOwnName() throws Exception {
        AuroraSettings.Builder adopting = AuroraSettings.builder();
        adopting.adopted("somebodys");
        project.aurora(adopting.build());
        aws.account()
                .add(
                        "AWS::RDS::DBCluster",
                        "somebodys",
                        "{\"Engine\": \"aurora-postgresql\", \"EngineVersion\": \"16\","
                                + " \"ServerlessV2ScalingConfiguration\": {\"MinCapacity\": 0, \"MaxCapacity\": 4}}");
        aws.account().add("AWS::RDS::DBInstance", "somebodys-1", "{\"DBClusterIdentifier\": \"somebodys\"}");
        events.pause("somebodys");

        assertThat(pausedSince()).contains(NINE);
        assertThat(events.isPaused("app-dev")).isFalse();
    }

    @Test
    void aMissingPermissionIsNamed() {
        aws.account().credentials().deny("rds:DescribeEvents");

        assertThat(catchThrowableOfType(FailureException.class, this::pausedSince)
                        .failure()
                        .sentence())
                .contains("could not look whether cluster app-dev is paused", "rds:DescribeEvents");
    }
}
