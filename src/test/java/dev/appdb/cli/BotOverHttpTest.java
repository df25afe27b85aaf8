package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.bot.demo.Delivered;
import dev.appdb.bot.demo.HttpSender;
import dev.appdb.bot.demo.HttpSender.Signed;
import dev.appdb.bot.demo.Message;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole bot behind HTTP: who is not Slack gets nowhere, nor does what people type to harm. */
@Timeout(900)
class BotOverHttpTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String FREEZE = "command=%2Fappdb&text=freeze+app+dev+--reason+maintenance&user_id="
            + BotScene.ANN + "&user_name=ann&channel_id=" + BotScene.CHANNEL + "&trigger_id=1.T0APPDB.a";
    private static final List<String> HOSTILE = List.of(
            "<!channel> <!here> <!everyone>",
            "<@U012AB3CD> <#C012AB3CD|general> <!subteam^S012AB3CD>",
            "<https://evil.example|appdb>",
            "&lt;!channel&gt; &amp;lt;!here&amp;gt;",
            "<!date^1^{date}|x>",
            "*bold* _italic_ ~gone~ `code` ```",
            "\u202eelor kcehc \u2066x\u2069\u200b\ufeff",
            "\u0000\u0007\u001b[2J\u009b1m",
            "\ud800 \udc00x \uffff",
            "'; DROP TABLE appdb_bot.runs; --",
            "$(rm -rf /) ; shutdown -h now || true ${IFS}",
            "../../etc/passwd %s%n {{7*7}} \\ \" '",
            "עברית العربية ﷺ İ ß 👩‍👩‍👧",
            "roles\r\ncheck\u2028shop",
            "--reason --private =on =",
            "<!channel> ".repeat(930));

    @TempDir
    Path folder;

    private BotScene scene;
    private HttpSender sender;

    @BeforeEach
    void startABot() throws Exception {
        scene = BotScene.in(folder);
        int port = freePort();
        scene.replica(Optional.of("127.0.0.1:" + port));
        sender = scene.slack().overHttp(URI.create("http://127.0.0.1:" + port + "/slack/events"));
    }

    @AfterEach
    void stop() throws Exception {
        scene.close();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void whatIsForgedOldOrFromTheFutureIsRefusedAndAReplayDoesNothing() throws Exception {
        Instant now = scene.slack().clock().instant();
        Signed genuine = sender.sign(FREEZE, FORM);
        String other = HttpSender.signature("another secret", genuine.timestamp(), FREEZE);
        for (Signed wrong : List.of(
                new Signed(FREEZE, FORM, genuine.timestamp(), other),
                new Signed(FREEZE + "&x=1", FORM, genuine.timestamp(), genuine.signature()),
                sender.sign(FREEZE, FORM, now.minus(Duration.ofSeconds(301))),
                sender.sign(FREEZE, FORM, now.plus(Duration.ofHours(1))))) {
            assertThat(sender.send(wrong).status()).isEqualTo(401);
        }
        assertThat(scene.remembered("SELECT count(*) FROM appdb_bot.deliveries"))
                .isEqualTo("0");

        assertThat(sender.send(genuine).status()).isEqualTo(200);
        scene.awaitMessage("Frozen: app-dev", "maintenance");
        scene.ben().types("/appdb unfreeze app dev").awaitAck();
        scene.awaitMessage("No longer frozen: app-dev");

        assertThat(sender.send(genuine).status()).isEqualTo(200);
        scene.ben().types("/appdb freeze app test --reason last").awaitAck();
        scene.awaitMessage("Frozen: app-test");
        assertThat(scene.remembered("SELECT string_agg(action, ', ' ORDER BY id) FROM appdb_bot.audit_log"))
                .isEqualTo("freeze, unfreeze, freeze");
        assertThat(scene.remembered("SELECT string_agg(app || '-' || environment, ' ') FROM appdb_bot.freezes"))
                .isEqualTo("app-test");
    }

    @Test
    void whatPeopleTypeToHarmIsAnsweredWithoutMarkup() throws Exception {
        List<Delivered> typed = new ArrayList<>();
        for (int i = 0; i < HOSTILE.size(); i++) {
            // Slack takes one message a second in each channel.
            String channel = "C0HOSTILE" + i;
            scene.slack().channel(channel, "hostile-" + i);
            String text = HOSTILE.get(i);
            for (String line : List.of(text, "help " + text, "freeze shop dev --reason \"" + text + "\"")) {
                typed.add(scene.slack().user(BotScene.ANN).in(channel).types("/appdb " + line));
            }
        }
        for (Delivered each : typed) {
            assertThat(each.awaitAck().status())
                    .as(each.payload().path("text").asText())
                    .isEqualTo(200);
        }
        awaitAnswers(typed.size());

        assertThat(scene.remembered("SELECT count(*) FROM appdb_bot.audit_log WHERE action = 'delivery'"))
                .as("none met a defect")
                .isEqualTo("0");
        assertThat(scene.remembered("SELECT count(*) FROM appdb_bot.messages WHERE given_up IS NOT NULL"))
                .isEqualTo("0");
        for (int i = 0; i < HOSTILE.size(); i++) {
            for (Message message : scene.slack().messages("C0HOSTILE" + i)) {
                assertThat(message.shown()).doesNotContain("Not allowed");
                assertThat(message.text()).doesNotContain("<");
                assertHasNoMarkup(message.blocks());
            }
        }
    }

    /** Everything has been done, and every answer has been sent. */
    private void awaitAnswers(int commands) throws Exception {
        for (long end = System.nanoTime() + Duration.ofMinutes(2).toNanos(); System.nanoTime() < end; ) {
            String done = scene.remembered(
                    "SELECT (SELECT count(*) FROM appdb_bot.deliveries WHERE done_at IS NOT NULL)"
                            + " || ' ' || (SELECT count(DISTINCT delivery) FROM appdb_bot.messages WHERE sent_version > 0)");
            if (done.equals(commands + " " + commands)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(scene.remembered("SELECT string_agg(m.key || ' ' || coalesce(given_up, ''), ', ')"
                + " FROM appdb_bot.messages m WHERE sent_version = 0"));
    }

    private static void assertHasNoMarkup(JsonNode node) {
        String type = node.path("type").asText();
        assertThat(type).isNotIn("user", "usergroup", "broadcast", "channel", "link", "date");
        if (type.equals("mrkdwn")) {
            assertThat(node.path("text").asText().replaceFirst("^<!date\\^[0-9]+\\^[^|<>]+\\|[0-9UTC: -]+>$", ""))
                    .as("but for a time that the bot itself writes")
                    .doesNotContain("<");
        }
        node.forEach(BotOverHttpTest::assertHasNoMarkup);
    }
}
