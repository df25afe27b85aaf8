package dev.appdb.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.event.AppHomeOpenedEvent;
import dev.appdb.bot.BotMetrics;
import dev.appdb.bot.demo.Delivered;
import dev.appdb.bot.demo.Delivered.Ack;
import dev.appdb.bot.demo.FakeSlack;
import dev.appdb.bot.demo.HttpSender;
import dev.appdb.bot.demo.HttpSender.Signed;
import dev.appdb.bot.store.Delivery;
import dev.appdb.failure.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only Slack gets in over HTTP, each delivery once, and what could not be kept comes again. */
class HttpReceiverTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String COMMAND = "command=%2Fappdb&text=help&team_id=T0APPDB&user_id=U1&trigger_id=1.T.a";

    private final RecordingInbox inbox = new RecordingInbox();
    private final BotMetrics metrics = new BotMetrics();
    private FakeSlack slack;
    private SlackAccount account;
    private HttpReceiver receiver;
    private HttpSender sender;

    @BeforeEach
    void open() throws Exception {
        slack = FakeSlack.start(AppManifest.SCOPES).channel("C1", "databases");
        account = SlackAccount.of(URI.create(slack.apiUrl()), new Secret(FakeSlack.BOT_TOKEN), Map.of());
        receiver = receiver(inbox.app(account, metrics, slack.clock()));
        sender = slack.overHttp(address("/slack/events"));
    }

    private HttpReceiver receiver(SlackApp to) throws Exception {
        HttpReceiver opened = new HttpReceiver(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new Secret(FakeSlack.SIGNING_SECRET),
                to,
                metrics,
                slack.clock());
        opened.open();
        return opened;
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + receiver.port() + path);
    }

    @AfterEach
    void close() throws Exception {
        receiver.close();
        account.close();
        slack.close();
    }

    @Test
    void requestsThatDoNotGoOnKeepNoOtherWaiting() throws Exception {
        try (HalfRequests half = new HalfRequests(receiver.port(), 64)) {
            Ack ack = slack.user("U1").in("C1").types("/appdb help").awaitAck();

            assertThat(ack.status()).as("beside " + half.count()).isEqualTo(200);
        }
    }

    @Test
    void aSignedCommandIsKeptAndAcknowledgedEmpty() {
        Ack ack =
                slack.user("U1").in("C1").types("/appdb roles check shop prod").awaitAck();

        assertThat(ack.status()).isEqualTo(200);
        assertThat(ack.body()).isEmpty();
        assertThat(inbox.accepted()).singleElement().satisfies(delivery -> {
            assertThat(delivery.kind()).isEqualTo(Delivery.Kind.COMMAND);
            assertThat(delivery.field(Delivery.TEXT)).isEqualTo("roles check shop prod");
            assertThat(delivery.user()).isEqualTo("U1");
            assertThat(delivery.toString()).doesNotContain("roles check").doesNotContain("http");
        });
    }

    @Test
    void theBodyIsReadAsUtf8() {
        slack.user("U1").in("C1").types("/appdb plan Größe 数据库 & = %25 +").awaitAck();

        assertThat(inbox.accepted().get(0).field(Delivery.TEXT)).isEqualTo("plan Größe 数据库 & = %25 +");
    }

    @Test
    void aWrongSecretIsAReasonNotToBeReadyUntilARequestPasses() throws Exception {
        Signed request = sender.sign(COMMAND, FORM);
        String other = HttpSender.signature("another secret", request.timestamp(), COMMAND);
        for (int i = 0; i < RefusedSignatures.IN_A_ROW; i++) {
            assertThat(receiver.problem()).isEmpty();
            sender.send(new Signed(COMMAND, FORM, request.timestamp(), other));
        }
        assertThat(receiver.problem().orElseThrow()).contains("5 requests in a row", "SLACK_SIGNING_SECRET");

        sender.send(request);
        assertThat(receiver.problem()).isEmpty();
    }

    @Test
    void aWrongClockIsReportedWithHowMuchItIsOff() throws Exception {
        for (int i = 0; i < RefusedSignatures.IN_A_ROW; i++) {
            sender.send(sender.sign(COMMAND, FORM, slack.clock().instant().minusSeconds(420)));
        }
        assertThat(receiver.problem().orElseThrow()).containsPattern("clock is 42[01] s ahead of Slack's");

        for (int i = 0; i < RefusedSignatures.IN_A_ROW; i++) {
            sender.send(sender.sign(COMMAND, FORM, slack.clock().instant().plusSeconds(600)));
        }
        assertThat(receiver.problem().orElseThrow()).containsPattern("clock is (599|600) s behind Slack's");

        slack.clock().advance(RefusedSignatures.REMEMBERED.plusSeconds(1));
        assertThat(receiver.problem()).as("when no more come").isEmpty();
    }

    @Test
    void requestsThatAreNotSignedAreNoReasonNotToBeReady() throws Exception {
        for (int i = 0; i < 2 * RefusedSignatures.IN_A_ROW; i++) {
            sender.send(new Signed(COMMAND, FORM, "", ""));
        }
        assertThat(receiver.problem()).isEmpty();
    }

    @Test
    void aForgedSignatureIsRefused() throws Exception {
        Signed request = sender.sign(COMMAND, FORM);
        String other = HttpSender.signature("another secret", request.timestamp(), COMMAND);

        assertRefused(new Signed(COMMAND, FORM, request.timestamp(), other));
        assertRefused(new Signed(COMMAND + "&x=1", FORM, request.timestamp(), request.signature()));
        assertRefused(new Signed(COMMAND, FORM, "1" + request.timestamp(), request.signature()));
        assertRefused(new Signed(COMMAND, FORM, request.timestamp(), ""));
        assertRefused(new Signed(COMMAND, FORM, "", request.signature()));
        assertRefused(
                new Signed(COMMAND, FORM, "soon", HttpSender.signature(FakeSlack.SIGNING_SECRET, "soon", COMMAND)));
    }

    /** With a missing secret Slack's library verifies with this constant. */
    @ParameterizedTest
    @ValueSource(strings = {"---", " ", "null"})
    void aConstantInPlaceOfTheSecretIsRefused(String constant) throws Exception {
        String timestamp = sender.sign(COMMAND, FORM).timestamp();

        assertRefused(new Signed(COMMAND, FORM, timestamp, HttpSender.signature(constant, timestamp, COMMAND)));
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, -303, 303, 3600, 10_000_000})
    void anOldOrFutureTimestampIsRefused(long secondsFromNow) throws Exception {
        assertRefused(sender.sign(COMMAND, FORM, slack.clock().instant().plusSeconds(secondsFromNow)));
    }

    @ParameterizedTest
    @ValueSource(longs = {-240, 0, 240})
    void aTimestampWithinFiveMinutesIsTaken(long secondsFromNow) throws Exception {
        Ack ack = sender.send(sender.sign(COMMAND, FORM, slack.clock().instant().plusSeconds(secondsFromNow)));

        assertThat(ack.status()).isEqualTo(200);
    }

    private void assertRefused(Signed request) throws IOException, InterruptedException {
        assertThat(sender.send(request).status()).isEqualTo(401);
        assertThat(inbox.accepted()).isEmpty();
    }

    @Test
    void aReplayedRequestDoesNothingASecondTime() throws Exception {
        Signed request = sender.sign(COMMAND, FORM);

        assertThat(sender.send(request).status()).isEqualTo(200);
        slack.clock().advance(Duration.ofSeconds(200));
        assertThat(sender.send(request).status()).isEqualTo(200);

        assertThat(inbox.accepted()).hasSize(1);
        assertThat(metrics.scrape()).contains("appdb_bot_duplicates_total{transport=\"http\"} 1.0");
    }

    @Test
    void aRetryAfterFiveMinutesIsStillTheSame() {
        Delivered delivered = slack.user("U1").in("C1").types("/appdb help");
        delivered.awaitAck();

        slack.clock().advance(Duration.ofMinutes(6));
        assertThat(delivered.again().awaitAck(2).status()).isEqualTo(200);

        assertThat(inbox.accepted()).hasSize(1);
    }

    @Test
    void whatCouldNotBeKeptIsNotAcknowledgedAndComesAgain() {
        inbox.fails(1);
        Delivered delivered = slack.user("U1").in("C1").types("/appdb help");

        assertThat(delivered.awaitAck().status()).isEqualTo(500);
        assertThat(inbox.accepted()).isEmpty();
        assertThat(delivered.again().awaitAck(2).status()).isEqualTo(200);
        assertThat(inbox.accepted()).hasSize(1);
    }

    @Test
    void aReplyGoesWithTheAcknowledgement() throws Exception {
        receiver.close();
        receiver = receiver(new SlackApp(
                account,
                metrics,
                () -> Optional.of(RecordingInbox.HOME),
                app -> app.command("/appdb", (request, context) -> context.ack("working on it"))));
        slack.overHttp(address("/slack/events"));

        Ack ack = slack.user("U1").in("C1").types("/appdb plan shop dev").awaitAck();

        assertThat(ack.body()).isEqualTo("{\"text\":\"working on it\"}");
        assertThat(slack.messages("C1"))
                .singleElement()
                .satisfies(message -> assertThat(message.audience()).contains("U1"));
    }

    @Test
    void anEventIsKnownByItsIdAndTheAddressIsVerified() throws Exception {
        List<String> events = new CopyOnWriteArrayList<>();
        receiver.close();
        receiver = receiver(new SlackApp(
                account,
                metrics,
                () -> Optional.of(RecordingInbox.HOME),
                app -> app.event(AppHomeOpenedEvent.class, (event, context) -> {
                    events.add(event.getEventId());
                    return context.ack();
                })));
        sender = slack.overHttp(address("/slack/events"));
        slack.event("Ev1", new com.fasterxml.jackson.databind.ObjectMapper().readTree("{\"type\":\"app_home_opened\"}"))
                .awaitAck();
        Ack challenge =
                sender.send(sender.sign("{\"type\":\"url_verification\",\"challenge\":\"abc\"}", "application/json"));

        assertThat(events).containsExactly("Ev1");
        assertThat(challenge.body()).isEqualTo("abc");
    }

    @Test
    void whatIsNotADeliveryIsRefused() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest get = HttpRequest.newBuilder(address("/slack/events")).GET().build();

        assertThat(http.send(get, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(405);
        assertThat(slack.overHttp(address("/elsewhere"))
                        .send(sender.sign(COMMAND, FORM))
                        .status())
                .isEqualTo(404);
        assertThat(sender.send(sender.sign("payload=%7Bnot", FORM)).status()).isEqualTo(400);
        assertThat(sender.send(sender.sign("x=%zz", FORM)).status()).isEqualTo(400);
        assertThat(sender.send(sender.sign("x=" + "y".repeat(HttpReceiver.LONGEST_BODY_BYTES), FORM))
                        .status())
                .isEqualTo(413);
        assertThat(inbox.accepted()).isEmpty();
    }

    @Test
    void closingAcknowledgesWhatIsUnderWay() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        inbox.whileStoring(delivery -> {
            entered.countDown();
            try {
                leave.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        });
        Delivered delivered = slack.user("U1").in("C1").types("/appdb help");
        entered.await();
        Thread closing = new Thread(receiver::close);
        closing.start();
        leave.countDown();
        closing.join();

        assertThat(delivered.awaitAck().status()).isEqualTo(200);
        assertThat(slack.user("U1").in("C1").types("/appdb help").awaitAck().isTaken())
                .isFalse();
    }

    /** Java 17 under {@code LANG=C} reads text as ASCII where no encoding is named. */
    @Test
    void itDoesNotDependOnThePlatformsEncoding(@org.junit.jupiter.api.io.TempDir Path folder) throws Exception {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=US-ASCII",
                        "-Dsun.jnu.encoding=US-ASCII",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AsciiPlatform.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(java.nio.file.Files.readString(output, StandardCharsets.US_ASCII))
                .contains("US-ASCII 200 true");
    }

    /** A process that delivers a text with other characters than ASCII to itself. */
    static final class AsciiPlatform {
        private AsciiPlatform() {}

        public static void main(String[] arguments) throws Exception {
            HttpReceiverTest test = new HttpReceiverTest();
            test.open();
            Ack ack = test.slack
                    .user("U1")
                    .in("C1")
                    .types("/appdb plan Gr\u00f6\u00dfe")
                    .awaitAck();
            boolean isWhole = test.inbox.accepted().get(0).field(Delivery.TEXT).contains("Gr\u00f6\u00dfe");
            System.out.println(java.nio.charset.Charset.defaultCharset() + " " + ack.status() + " " + isWhole);
            test.close();
            Runtime.getRuntime().halt(0);
        }
    }
}
