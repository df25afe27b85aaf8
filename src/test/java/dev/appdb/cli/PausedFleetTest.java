package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.FakeAwsExtension;
import dev.appdb.aws.fake.FunctionCode;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that is paused at 0 ACU, among those that one command checks. */
class PausedFleetTest {
    private static final String ALL = "roles check --all --no-color";

    @TempDir
    Path folder;

    @RegisterExtension
    final FakeAwsExtension fake = new FakeAwsExtension();

    private final FakeAws aws = fake.aws();
    private Developer developer;

    @BeforeEach
    void aClusterThatIsPaused() throws IOException {
        DemoProject.in(folder);
        developer = new Developer(folder, ScriptedGuide.none(), aws.environment());
        Invocation configured = developer.runs("configure --yes" + DemoProject.NAMED);
        assertThat(configured.exitCode()).as(configured.err()).isZero();
        aws.account()
                .add(
                        "AWS::RDS::DBCluster",
                        "app-dev",
                        "{\"Engine\": \"aurora-postgresql\", \"EngineVersion\": \"16\","
                                + " \"ServerlessV2ScalingConfiguration\": {\"MinCapacity\": 0, \"MaxCapacity\": 4}}");
        aws.account().add("AWS::RDS::DBInstance", "app-dev-primary", "{\"DBClusterIdentifier\": \"app-dev\"}");
        aws.account().add("AWS::Lambda::Function", "app-dev-role-manager", "{\"Timeout\": 90}");
        aws.lambda()
                .runs(
                        invocation -> FunctionCode.Result.of(
                                "{\"format\":1,\"checks\":[{\"id\":\"R01\",\"severity\":"
                                        + "\"critical\",\"subject\":\"app\",\"status\":\"passed\",\"found\":\"it is there\",\"remedy\":\"\"}]}"));
        aws.account().events().pause("app-dev");
    }

    @Test
    void isUnknownAndNotWoken() {
        Invocation check = developer.runs(ALL);

        assertThat(check.exitCode()).as(check.err()).isEqualTo(ExitCode.FAILED);
        assertThat(check.out())
                .contains(
                        "app-dev  unknown   paused, not checked yet: app-dev paused at 2026-01-05 09:00:00 UTC, and a"
                                + " check would wake it.",
                        "roles check of 1 database: 1 unknown",
                        "appdb roles check --app-name app --environment dev",
                        "--wake-paused");
        assertThat(aws.calls().of("Invoke")).isEmpty();
        assertThat(aws.account().events().isPaused("app-dev")).isTrue();
    }

    @Test
    void isNoErrorForAServerThatReadsJunit() {
        assertThat(developer.runs(ALL + " --output junit").out())
                .contains(
                        "errors=\"0\" skipped=\"1\"", "<skipped message=\"paused, not checked yet: app-dev paused at");
    }

    @Test
    void saysInJsonAndMarkdownWhyItIsUnknown() {
        JsonNode database =
                developer.runs(ALL + " --output json").json().path("databases").path(0);

        assertThat(database.path("verdict").asText()).isEqualTo("unknown");
        assertThat(database.path("failure").path("code").asText()).isEqualTo("database-paused");
        assertThat(database.path("failure").path("what").asText()).isEqualTo("paused, not checked yet");
        assertThat(developer.runs(ALL + " --output markdown").out())
                .contains(
                        "| app-dev | unknown | paused, not checked yet: app-dev paused at 2026-01-05 09:00:00 UTC, and a"
                                + " check would wake it. |",
                        "## app-dev: UNKNOWN")
                .containsOnlyOnce("**Remedy:**");
    }

    @Test
    void isWokenWhereThatIsAskedForAndTheNextCheckKnowsSinceWhenItIsNotChecked() {
        Invocation woken = developer.runs(ALL + " --wake-paused");
        assertThat(woken.exitCode()).as(woken.err()).isZero();
        assertThat(woken.out()).contains("app-dev  passed    1 check");
        assertThat(aws.calls().of("DescribeEvents"))
                .as("there is no need to look")
                .isEmpty();

        assertThat(developer.runs(ALL).out()).as("it is awake").contains("1 passed");
        aws.account().events().pause("app-dev");
        assertThat(developer.runs(ALL).out()).containsPattern("paused, not checked since 20[0-9: -]+ UTC");
        assertThat(aws.calls().of("Invoke")).hasSize(2);
    }

    @Test
    void isWokenByTheCheckOfOneDatabase() {
        Invocation check = developer.runs("roles check" + DemoProject.NAMED);

        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(aws.account().events().isPaused("app-dev")).isFalse();
        assertThat(developer
                        .runs("roles check --wake-paused" + DemoProject.NAMED)
                        .err())
                .contains("--wake-paused  goes with --all only");
    }
}
