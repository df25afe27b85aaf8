package dev.appdb.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.bot.demo.FakeSlack;
import dev.appdb.bot.slack.AppManifest;
import dev.appdb.bot.slack.HalfRequests;
import dev.appdb.bot.slack.RecordingInbox;
import dev.appdb.bot.slack.SlackAccount;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bot starts, says when it is ready, and stops in order. */
class BotTest {
    @TempDir
    Path folder;

    private final RecordingInbox inbox = new RecordingInbox();
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<Optional<String>> database = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<String>> jobs = new AtomicReference<>(Optional.empty());
    private FakeSlack slack;
    private SlackAccount account;

    @BeforeEach
    void startSlack() throws Exception {
        slack = FakeSlack.start(AppManifest.SCOPES).channel("C1", "databases");
        account = SlackAccount.of(URI.create(slack.apiUrl()), new Secret(FakeSlack.BOT_TOKEN), Map.of());
    }

    @AfterEach
    void stopSlack() throws Exception {
        account.close();
        slack.close();
    }

    private BotConfiguration configuration(Optional<String> http) throws Exception {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), "contact: the platform team\n");
        return BotConfiguration.read(
                Map.of(
                        "SLACK_BOT_TOKEN",
                        FakeSlack.BOT_TOKEN,
                        "SLACK_APP_TOKEN",
                        FakeSlack.APP_TOKEN,
                        "SLACK_SIGNING_SECRET",
                        FakeSlack.SIGNING_SECRET,
                        "SLACK_API_URL",
                        slack.apiUrl(),
                        "APPDB_BOT_POLICY",
                        policy.toString(),
                        "APPDB_BOT_HEALTH",
                        "127.0.0.1:0"),
                Optional.empty(),
                http);
    }

    private Bot start(Optional<String> http) throws Exception {
        Bot.Parts parts = new Bot.Parts(
                inbox.listeners(slack.clock()),
                () -> {
                    order.add("work begins");
                    return () -> order.add("work ends");
                },
                database::get,
                jobs::get,
                new BotMetrics());
        return Bot.start(configuration(http), account, parts, slack.clock());
    }

    private static HttpResponse<String> get(Bot bot, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bot.healthPort() + path))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void itIsReadyWhenSlackAndTheDatabaseAnswer() throws Exception {
        database.set(Optional.of("not reachable"));
        try (Bot bot = start(Optional.empty())) {
            slack.awaitConnections(1);

            assertThat(get(bot, "/healthz").statusCode()).isEqualTo(200);
            assertThat(get(bot, "/readyz").statusCode()).isEqualTo(503);
            assertThat(get(bot, "/readyz").body()).contains("database: not reachable");

            database.set(Optional.empty());
            assertThat(get(bot, "/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void itIsNotReadyWhileJobsAreNotWorkedOn() throws Exception {
        try (Bot bot = start(Optional.empty())) {
            slack.awaitConnections(1);
            jobs.set(Optional.of("not worked on"));
            assertThat(get(bot, "/readyz").body()).contains("jobs: not worked on");

            jobs.set(Optional.empty());
            assertThat(get(bot, "/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void healthIsAnsweredBesideRequestsThatDoNotGoOn() throws Exception {
        try (Bot bot = start(Optional.empty());
                HalfRequests half = new HalfRequests(bot.healthPort(), 64)) {
            assertThat(get(bot, "/healthz").statusCode())
                    .as("beside " + half.count())
                    .isEqualTo(200);
        }
    }

    @Test
    void itIsNotReadyWithoutSlack() throws Exception {
        slack.breaks("apps.connections.open", 500, 1);
        try (Bot bot = start(Optional.empty())) {
            assertThat(bot.problem().orElse(""))
                    .contains("slack: Slack answered HTTP 500")
                    .contains("database: ok");
        }
    }

    @Test
    void itsMetricsCountAcknowledgements() throws Exception {
        try (Bot bot = start(Optional.empty())) {
            slack.user("U1").in("C1").types("/appdb help").awaitAck();

            assertThat(get(bot, "/metrics").body())
                    .contains("appdb_bot_ack_seconds_count{outcome=\"new\",transport=\"socket-mode\"} 1")
                    .contains("appdb_bot_slack_calls_seconds_count{method=\"auth.test\",outcome=\"done\"}")
                    .doesNotContain("help\"");
        }
    }

    @Test
    void itRefusesToStartWithATokenThatSlackRefuses() {
        slack.refuses("auth.test", "invalid_auth", 1);

        FailureException refused = catchThrowableOfType(FailureException.class, () -> start(Optional.empty()));

        assertThat(refused.failure().why()).contains("SLACK_BOT_TOKEN").contains("invalid_auth");
        assertThat(order).isEmpty();
    }

    @Test
    void startedPartsAreStoppedIfTheReceiverCannotStart() {
        slack.refuses("apps.connections.open", "not_allowed_token_type", 1);

        assertThat(catchThrowableOfType(FailureException.class, () -> start(Optional.empty())))
                .hasMessageContaining("SLACK_APP_TOKEN");
        assertThat(order).containsExactly("work begins", "work ends");
    }

    @Test
    void itStopsTheReceiverBeforeTheWork() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        inbox.whileStoring(delivery -> {
            entered.countDown();
            try {
                leave.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
            order.add("kept");
        });
        Bot bot = start(Optional.empty());
        slack.user("U1").in("C1").types("/appdb help");
        entered.await();
        Thread closing = new Thread(bot::close);
        closing.start();
        leave.countDown();
        closing.join();
        bot.close();

        assertThat(order).containsExactly("work begins", "kept", "work ends");
    }
}
