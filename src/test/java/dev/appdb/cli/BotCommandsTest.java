package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The output and exit codes of {@code appdb bot} and its subcommands. */
@Timeout(900)
class BotCommandsTest {
    @TempDir
    Path folder;

    private Developer developer(Map<String, String> environment) {
        return new Developer(folder, ScriptedGuide.none(), environment);
    }

    private Developer withPolicy() throws Exception {
        Files.writeString(folder.resolve("policy.yaml"), BotScene.POLICY);
        return developer(Map.of("APPDB_BOT_POLICY", "policy.yaml"));
    }

    @Test
    void allThatIsMissingIsNamedAtOnceAndNoSecretIsPrinted() {
        Map<String, String> wrong = Map.of(
                "SLACK_BOT_TOKEN", "xapp-swapped-secret",
                "APPDB_DATABASE_URL", "mysql://bot:db-secret@db/appdb",
                "APPDB_BOT_HEALTH", "everywhere");

        Invocation nothing = developer(Map.of()).runs("bot");
        Invocation text = developer(wrong).runs("bot");
        Invocation json = developer(wrong).runs("bot --output json");

        assertThat(List.of(nothing.exitCode(), text.exitCode(), json.exitCode()))
                .containsOnly(ExitCode.INPUT);
        assertThat(nothing.err()).contains("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "APPDB_BOT_POLICY");
        for (String log : List.of(text.err(), json.out() + json.err())) {
            assertThat(log)
                    .contains(
                            "SLACK_BOT_TOKEN",
                            "SLACK_APP_TOKEN",
                            "APPDB_DATABASE_URL",
                            "APPDB_BOT_POLICY",
                            "APPDB_BOT_HEALTH")
                    .doesNotContain("swapped-secret", "db-secret");
        }
        assertThat(json.json().toString()).contains("SLACK_APP_TOKEN");
    }

    @Test
    void anUnreachableDatabaseIsReportedInItsOwnWords() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Files.writeString(folder.resolve("policy.yaml"), "contact: the platform team\n");

        Invocation started = developer(Map.of(
                        "SLACK_BOT_TOKEN",
                        "xoxb-secret-1",
                        "SLACK_APP_TOKEN",
                        "xapp-secret-2",
                        "SLACK_API_URL",
                        "http://127.0.0.1:" + closed + "/api/",
                        "APPDB_BOT_POLICY",
                        folder.resolve("policy.yaml").toString(),
                        "APPDB_DATABASE_URL",
                        "postgresql://bot:secret-3@127.0.0.1:" + closed + "/appdb"))
                .runs("bot");

        assertThat(started.exitCode()).isEqualTo(1);
        assertThat(started.err())
                .contains("could not prepare the bot's database: Connection to 127.0.0.1:" + closed + " refused")
                .doesNotContain("secret-", "at org.postgresql");
    }

    @Test
    void anEnvironmentThatWasNeverSetUpIsReportedAsUnknown() throws Exception {
        try (BotScene scene = BotScene.in(folder)) {
            scene.replica(Optional.empty());
            scene.ann().types("/appdb status app dev").awaitAck();

            scene.awaitMessage(
                    "could not begin status of app-dev", "it was never set up with this bot", "/appdb setup app dev");
        }
    }

    @Test
    void theDemoTakesNoSettingsOfARealSlack() {
        Invocation both = developer(Map.of()).runs("bot --demo --http 127.0.0.1:3000 --config bot.yaml --demo-port x");

        assertThat(both.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(both.err()).contains("--http", "--config", "--demo-port");
    }

    @Test
    void theManifestIsJsonForEitherWayIn() {
        JsonNode socket = developer(Map.of()).runs("bot manifest").json();
        JsonNode http = developer(Map.of())
                .runs("bot manifest --url https://appdb.example.com/slack/events")
                .json();

        assertThat(socket.at("/settings/socket_mode_enabled").asBoolean()).isTrue();
        assertThat(http.at("/settings/socket_mode_enabled").asBoolean()).isFalse();
        assertThat(http.at("/features/slash_commands/0/url").asText())
                .isEqualTo("https://appdb.example.com/slack/events");
        for (String wrong : List.of("http://x", "no address")) {
            Invocation refused = developer(Map.of()).runs("bot manifest --url", wrong);
            assertThat(refused.exitCode()).isEqualTo(ExitCode.INPUT);
            assertThat(refused.err()).contains("\"" + wrong + "\" is no address that Slack would call");
        }
    }

    @Test
    void thePolicySaysWhyAndTheExitCodeWhether() throws Exception {
        Developer developer = withPolicy();

        Invocation allowed =
                developer.runs("bot policy explain --user U0ANN --app app --environment dev --command", "roles check");
        Invocation approved = developer.runs("bot policy explain --user U0ANN --app app -e prod --command apply");
        Invocation denied =
                developer.runs("bot policy explain --user U0EVE --app app -e dev --command apply --output json");
        Invocation wrong = developer.runs("bot policy explain --command fly --environment X!");

        assertThat(allowed.exitCode()).as(allowed.err()).isZero();
        assertThat(allowed.out()).contains("developers");
        assertThat(approved.exitCode()).isZero();
        assertThat(approved.out()).contains("prod needs another one", "1 approval");
        assertThat(denied.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(denied.json().path("allowed").asBoolean(true)).isFalse();
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(wrong.err()).contains("--user", "\"fly\" is no command", "--environment");
    }

    @Test
    void theAuditLogHasWhatWasAcceptedAndWhatWasRefused() throws Exception {
        try (BotScene scene = BotScene.in(folder)) {
            scene.replica(Optional.empty());
            scene.slack()
                    .user("U0EVE")
                    .in(BotScene.CHANNEL)
                    .types("/appdb freeze app dev --reason mine")
                    .awaitAck();
            scene.awaitWord("U0EVE", "Not allowed");
            scene.ann().types("/appdb freeze app dev --reason maintenance").awaitAck();
            scene.awaitMessage("Frozen: app-dev");

            Invocation export = developer(scene.environment()).runs("bot audit export");
            Invocation later = developer(scene.environment()).runs("bot audit export --since 2999-01-01");

            assertThat(export.exitCode()).as(export.err()).isZero();
            List<JsonNode> lines = export.out().lines().map(Console::parsed).toList();
            assertThat(lines).hasSize(2);
            assertThat(lines.get(0).path("accepted").asBoolean(true)).isFalse();
            assertThat(lines.get(0).path("user").asText()).isEqualTo("U0EVE");
            assertThat(lines.get(1).path("accepted").asBoolean()).isTrue();
            assertThat(lines.get(1).path("command").asText()).contains("freeze app dev", "maintenance");
            assertThat(lines.get(1).path("rule").asText()).isEqualTo("developers");
            assertThat(later.exitCode()).isZero();
            assertThat(later.out()).isEmpty();
            verifiesTheChain(scene);
        }
    }

    private void verifiesTheChain(BotScene scene) throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(4));
        Invocation verified;
        do {
            verified = developer(scene.environment()).runs("bot audit verify");
        } while (!verified.out().contains("Entries verified: 2")
                && Instant.now().isBefore(end));
        assertThat(verified.exitCode()).as(verified.err()).isZero();
        assertThat(verified.out())
                .startsWith("The audit log is as it was sealed.")
                .doesNotContain("Not sealed");
        String last = verified.out().strip().replaceFirst("(?s).*Last hash: ", "");
        assertThat(last).matches("[0-9a-f]{64}");

        assertThat(developer(scene.environment())
                        .runs("bot audit verify --noted " + last)
                        .exitCode())
                .isZero();
        Invocation other =
                developer(scene.environment()).runs("bot audit verify --output json --noted " + "0".repeat(64));
        assertThat(other.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(Console.parsed(other.out()).path("unbroken").asBoolean(true)).isFalse();
        assertThat(Console.parsed(other.out()).path("last_hash").asText()).isEqualTo(last);
        assertThat(developer(scene.environment())
                        .runs("bot audit verify --noted xyz")
                        .exitCode())
                .isEqualTo(ExitCode.INPUT);
    }

    @Test
    void anAuditLogThatThereIsNotIsNoEmptyOne() {
        Invocation export = developer(
                        Map.of("APPDB_BOT_DATA", folder.resolve("nothing").toString()))
                .runs("bot audit export --since yesterday");
        Invocation nowhere = developer(
                        Map.of("APPDB_BOT_DATA", folder.resolve("nothing").toString()))
                .runs("bot audit export");

        assertThat(export.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(export.err()).contains("--since");
        assertThat(nowhere.exitCode()).isEqualTo(1);
        assertThat(nowhere.err()).contains("no bot has run with the folder");
        assertThat(folder.resolve("nothing")).doesNotExist();
    }
}
