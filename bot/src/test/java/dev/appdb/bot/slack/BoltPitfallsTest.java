package dev.appdb.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.bot.BotMetrics;
import dev.appdb.bot.demo.Delivered.Ack;
import dev.appdb.bot.demo.FakeSlack;
import dev.appdb.bot.demo.HttpSender;
import dev.appdb.bot.message.ButtonAction;
import dev.appdb.bot.modal.CommandModal;
import dev.appdb.bot.store.Delivery;
import dev.appdb.failure.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pitfalls of Bolt, each avoided, so that an update that brings one back fails the build. Those of signatures,
 * acknowledgements and connections are tested with the receivers.
 */
class BoltPitfallsTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final String COMMAND = "command=%2Fappdb&text=help&team_id=T0APPDB&user_id=U1&trigger_id=1.T.a";
    private static final String CLICK = """
            {"type":"block_actions","team":{"id":"T0APPDB"},"user":{"id":"U1","username":"ann","team_id":"T0APPDB"},
             "container":{"type":"message","message_ts":"1.2","channel_id":"C1"},"channel":{"id":"C1"},
             "trigger_id":"2.T.b","response_url":"https://hooks.slack.com/actions/T/1/x",
             "actions":[{"type":"button","block_id":"b","action_id":"command-0","value":"status shop dev"}]}
            """;

    private final RecordingInbox inbox = new RecordingInbox();
    private final BotMetrics metrics = new BotMetrics();
    private FakeSlack slack;
    private SlackAccount account;
    private HttpReceiver receiver;

    @BeforeEach
    void start() throws Exception {
        slack = FakeSlack.start(AppManifest.SCOPES).channel("C1", "databases");
        account = SlackAccount.of(URI.create(slack.apiUrl()), new Secret(FakeSlack.BOT_TOKEN), Map.of());
        receiver = opened(inbox.app(account, metrics, slack.clock()));
    }

    private HttpReceiver opened(SlackApp app) throws Exception {
        HttpReceiver opened = receiver(new Secret(FakeSlack.SIGNING_SECRET), app);
        opened.open();
        return opened;
    }

    private HttpReceiver receiver(Secret signingSecret, SlackApp app) {
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new HttpReceiver(free, signingSecret, app, metrics, slack.clock());
    }

    @AfterEach
    void stop() {
        receiver.close();
        account.close();
        slack.close();
    }

    private Ack send(String body, String contentType) throws Exception {
        HttpSender sender = slack.overHttp(URI.create("http://127.0.0.1:" + receiver.port() + HttpReceiver.PATH));
        return sender.send(sender.sign(body, contentType));
    }

    private Ack interact(String payload) throws Exception {
        return send("payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8), FORM);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t"})
    void thereIsNoReceiverWithoutASigningSecret(String blank) {
        SlackApp app = inbox.app(account, metrics, slack.clock());

        assertThatThrownBy(() -> receiver(new Secret(blank), app)).hasMessageContaining("without a signing secret");
    }

    @Test
    void nothingIsAskedOfSlackInsideAnAcknowledgement() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        slack.holds("auth.test", never);

        assertThat(send(COMMAND, FORM).status()).isEqualTo(200);
        assertThat(interact(CLICK).status()).isEqualTo(200);

        assertThat(slack.calls("auth.test")).isEmpty();
        never.countDown();
    }

    @Test
    void nothingIsAcknowledgedUntilTheWorkspaceIsKnown() throws Exception {
        receiver.close();
        SlackWeb web = new SlackWeb(account, metrics);
        receiver = opened(SlackApp.of(account, web, metrics, inbox.listeners(slack.clock())));
        slack.breaks("auth.test", 500, 1);

        assertThat(send(COMMAND, FORM).status()).isEqualTo(503);
        assertThat(inbox.accepted()).isEmpty();
        assertThat(send(COMMAND, FORM).status()).isEqualTo(200);
        assertThat(inbox.accepted()).hasSize(1);
        assertThat(slack.calls("auth.test")).hasSize(2);
    }

    @Test
    void requestsOfAnUnknownKindAreAcknowledged() throws Exception {
        assertThat(interact("{\"type\":\"brand_new\"}").status()).isEqualTo(200);
        assertThat(send("{\"type\":\"app_rate_limited\"}", JSON).status()).isEqualTo(200);
        assertThat(send("ssl_check=1&token=x", FORM).status()).isEqualTo(200);
        assertThat(interact(CLICK.replace("command-0", "of-an-older-version")).status())
                .isEqualTo(200);
        assertThat(send("{\"type\":\"event_callback\",\"event_id\":\"Ev1\",\"event\":{\"type\":\"brand_new\"}}", JSON)
                        .status())
                .isEqualTo(200);
        assertThat(inbox.accepted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"view_submission\",\"user\":{\"id\":\"U1\"},\"view\":{\"callback_id\":\"form\"}}",
                "{\"type\":\"view_submission\",\"user\":{\"id\":\"U1\"}}",
                "{\"type\":\"block_actions\",\"user\":\"U1\",\"actions\":[]}",
                "{\"type\":\"block_actions\",\"actions\":[{\"action_id\":{}}]}",
                "[]",
                "7"
            })
    void aFieldOfAnotherTypeIsRefusedInsteadOfIgnored(String payload) throws Exception {
        assertThat(interact(payload).status()).isEqualTo(400);

        assertThat(inbox.accepted()).isEmpty();
        assertThat(metrics.scrape()).contains("appdb_bot_ack_seconds_count{outcome=\"refused\",transport=\"http\"} 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"message\":{\"ts\":{\"seconds\":1},\"blocks\":7},",
                "\"message\":[],",
                "\"brand_new\":{\"x\":[1]},",
                "\"state\":{\"values\":{\"b\":{\"a\":{\"type\":\"hologram\"}}}},",
            })
    void aClickIsStoredWhateverIsBesideIt(String more) throws Exception {
        assertThat(interact(CLICK.replace("\"trigger_id\"", more + "\"trigger_id\""))
                        .status())
                .isEqualTo(200);

        assertThat(inbox.accepted()).singleElement().satisfies(click -> {
            assertThat(click.kind()).isEqualTo(Delivery.Kind.CLICK);
            assertThat(click.field(Delivery.TEXT)).isEqualTo("status shop dev");
            assertThat(click.field(Delivery.MESSAGE)).isEqualTo("1.2");
            assertThat(click.channel()).isEqualTo("C1");
        });
    }

    @Test
    void ofSeveralActionsTheFirstIsDone() throws Exception {
        String another = ",{\"type\":\"button\",\"block_id\":\"b\",\"action_id\":\"command-1\",\"value\":\"help\"}]";

        assertThat(interact(CLICK.replace("\"status shop dev\"}]", "\"status shop dev\"}" + another))
                        .status())
                .isEqualTo(200);

        assertThat(inbox.accepted())
                .singleElement()
                .extracting(click -> click.field(Delivery.TEXT))
                .isEqualTo("status shop dev");
    }

    @Test
    void everyIdHasOneListener() {
        List<String> ids = Stream.concat(
                        Arrays.stream(ButtonAction.values()).flatMap(action -> action.actionIds().stream()),
                        CommandModal.DECIDING_QUESTIONS.stream())
                .toList();

        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(CommandModal.DECIDING_QUESTIONS.size());
    }

    /** A process of its own shows what Bolt writes into the log and takes from the environment. */
    @Test
    void theEnvironmentTakesNoTokenAndTheLogGetsNoContent(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwnProcess.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        command.environment().put("SLACK_CLIENT_ID", "1.2");
        command.environment().put("SLACK_CLIENT_SECRET", "of-the-environment");
        Process process = command.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(output))
                .contains("called with " + FakeSlack.BOT_TOKEN)
                .contains("answered [200, 200, 200, 200, 400, 400, 400]")
                .contains("WARN")
                .contains("could not be read")
                .doesNotContain("typed-by-a-person");
    }

    /** A bot that is sent things with a text that must not be logged. */
    static final class OwnProcess {
        private OwnProcess() {}

        public static void main(String[] arguments) throws Exception {
            BoltPitfallsTest test = new BoltPitfallsTest();
            test.start();
            test.receiver.close();
            test.receiver = test.opened(new SlackApp(
                    test.account,
                    test.metrics,
                    () -> Optional.of(RecordingInbox.HOME),
                    app -> app.command("/appdb", (request, context) -> {
                        System.out.println("called with " + context.getBotToken());
                        return context.ack();
                    })));
            String text = "typed-by-a-person";
            List<Integer> statuses = List.of(
                    test.send(COMMAND.replace("help", text), FORM).status(),
                    test.interact("{\"type\":\"brand_new\",\"text\":\"" + text + "\"}")
                            .status(),
                    test.send("{\"type\":\"app_rate_limited\",\"text\":\"" + text + "\"}", JSON)
                            .status(),
                    test.interact(CLICK.replace("status shop dev", text)).status(),
                    test.send("text=" + text, FORM).status(),
                    test.interact("{\"type\":\"view_submission\",\"view\":{\"id\":\"" + text + "\"}}")
                            .status(),
                    test.send("text=" + text + "&x=%zz", FORM).status());
            System.out.println("answered " + statuses);
            test.stop();
            Runtime.getRuntime().halt(0);
        }
    }
}
