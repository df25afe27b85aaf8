package dev.appdb.cli;

import static dev.appdb.cli.BotScene.press;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.demo.Call;
import dev.appdb.bot.demo.Message;
import dev.appdb.bot.demo.Person;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Roles checks of a real server from Slack: to all, to one, from outside, and what is done about a failed one. */
@Timeout(900)
class BotRolesCheckTest {
    private static final String ELSEWHERE = "C0ELSEWHERE";
    /** Workflows are nobody: only a rule for everybody lets them check. */
    private static final String FOR_WORKFLOWS = """
          - name: workflows
            commands: ["roles check"]
            apps: [app]
            environments: ["*"]
            who: ["*"]
        """;

    private static final String FINE = "Roles check of app-prod: all as configured";

    @TempDir
    Path folder;

    private BotScene scene;

    @BeforeEach
    void setUp() throws Exception {
        scene = BotScene.in(folder);
        scene.slack().foreignChannel(ELSEWHERE, "elsewhere");
        Files.writeString(
                folder.resolve("policy.yaml"), BotScene.POLICY.replace("approvals:", FOR_WORKFLOWS + "approvals:"));
        scene.replica(Optional.empty());
        scene.ann().types("/appdb setup app prod --target local").awaitAck();
        press(scene.ben(), scene.awaitMessage("Plan for app-prod", "Waiting for approval"), "Approve");
        scene.awaitMessage(FINE);
    }

    @AfterEach
    void stop() throws Exception {
        scene.close();
    }

    @Test
    void aCheckIsPostedWhereItIsAskedForAndRepairsWhatSomebodyBroke() throws Exception {
        int before = scene.posts(BotScene.CHANNEL).size();
        scene.ann().types("/appdb roles check app prod").awaitAck();
        Message fine = awaitPost(before, FINE);
        assertThat(fine.shown()).contains("requested by U0ANN", "took ", "Run again", "Run with probe");
        assertThat(fine.text())
                .as("the verdict comes first, also without blocks")
                .contains(FINE);

        theChannelThatTheBotIsNotInSeesIt();
        onlyWhoAskedSeesAPrivateOne();
        whatSomebodyBrokeIsFoundAndFixed(fine);
    }

    private Message awaitPost(int before, String... texts) {
        return scene.slack()
                .awaitMessage(
                        BotScene.CHANNEL,
                        message -> scene.posts(BotScene.CHANNEL).indexOf(message) >= before
                                && BotScene.showing(texts).test(message));
    }

    private void theChannelThatTheBotIsNotInSeesIt() {
        scene.slack()
                .user(BotScene.ANN)
                .in(ELSEWHERE)
                .types("/appdb roles check app prod")
                .awaitAck();
        Message outside = scene.slack().awaitMessage(ELSEWHERE, BotScene.showing(FINE));
        assertThat(outside.viaResponseUrl()).isTrue();
        assertThat(outside.audience()).as("in_channel").isEmpty();
        assertThat(outside.shown()).contains("/invite @appdb");
    }

    private void onlyWhoAskedSeesAPrivateOne() {
        Person ben = scene.ben();
        int before = scene.posts(BotScene.CHANNEL).size();
        ben.types("/appdb roles check app prod --private").awaitAck();
        Message mine = scene.awaitWord(BotScene.BEN, FINE);
        assertThat(scene.ann().sees()).doesNotContain(mine);
        assertThat(scene.posts(BotScene.CHANNEL)).hasSize(before);
    }

    private void aWorkflowLearnsWhatFailed() {
        int before = scene.posts(BotScene.CHANNEL).size();
        scene.slack()
                .beginsStep("check_roles", Map.of("app", "app", "environment", "prod"))
                .awaitAck();
        Call completed =
                scene.slack().awaitCalls("functions.completeSuccess", 1).get(0);
        assertThat(completed.parameters().get("outputs")).contains("\"verdict\":\"failed\"", "\"failed\":\"", "S03");
        assertThat(scene.posts(BotScene.CHANNEL)).hasSize(before);
    }

    private void whatSomebodyBrokeIsFoundAndFixed(Message fine) throws Exception {
        try (Connection migrator = scene.connect("app", "prod", "migrator");
                Statement statement = migrator.createStatement()) {
            statement.execute("REVOKE USAGE ON SCHEMA app FROM app");
        }
        aWorkflowLearnsWhatFailed();
        int before = scene.posts(BotScene.CHANNEL).size();
        press(scene.ann(), fine, "Run again").awaitAck();
        Message broken = awaitPost(before, "failed (critical)", "Update roles");
        assertThat(broken.shown()).contains("S03", "app has no USAGE", "roles update");

        press(scene.ann(), broken, "Update roles").awaitAck();
        Message waiting = awaitPost(before, "roles update app prod", "Waiting for approval: 0 of 1");
        press(scene.ben(), waiting, "Approve").awaitAck();
        Message repaired = scene.slack()
                .awaitMessage(
                        BotScene.CHANNEL,
                        message -> message.ts().equals(waiting.ts())
                                && message.shown().contains("roles update of app-prod: done"));
        scene.slack()
                .awaitMessage(
                        BotScene.CHANNEL,
                        message -> message.threadTs().equals(Optional.of(repaired.ts()))
                                && message.shown().contains(FINE));
        try (Connection master = scene.connect("app", "prod", "postgres")) {
            assertThat(BotScene.value(master, "SELECT has_schema_privilege('app', 'app', 'USAGE')"))
                    .isEqualTo("t");
        }
    }
}
