package dev.appdb.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.BotMetrics;
import dev.appdb.bot.demo.Delivered;
import dev.appdb.bot.demo.Delivered.Ack;
import dev.appdb.bot.demo.FakeSlack;
import dev.appdb.bot.job.Jobs;
import dev.appdb.bot.job.StoredInbox;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.TestDatabase;
import dev.appdb.failure.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two hundred commands within ten seconds, every fifth delivered twice, are each kept once in a real database and
 * acknowledged. How fast is printed, not asserted: a busy machine may be slow.
 */
class BurstTest {
    private static final int COMMANDS = 200;
    private static final Duration PACE = Duration.ofMillis(45);

    private final TestDatabase database = new TestDatabase();
    private final BotMetrics metrics = new BotMetrics();
    private FakeSlack slack;
    private SlackAccount account;
    private SlackApp app;

    @BeforeEach
    void start() throws Exception {
        Store store = new Store(database.dataSource(), Clock.systemUTC());
        store.migrate();
        slack = FakeSlack.start(AppManifest.SCOPES).channel("C1", "databases");
        account = SlackAccount.of(URI.create(slack.apiUrl()), new Secret(FakeSlack.BOT_TOKEN), Map.of());
        // No command of the burst opens a form, so that none of what a form needs is asked for.
        SlackListeners listeners = new SlackListeners(
                new StoredInbox(store, new Jobs()),
                new Modals(metrics),
                (user, channel, command) -> {
                    throw new IllegalStateException("no forms here");
                },
                slack.clock());
        app = new SlackApp(
                account, metrics, () -> Optional.of(RecordingInbox.HOME), each -> SlackApp.register(each, listeners));
    }

    @AfterEach
    void stop() throws Exception {
        account.close();
        slack.close();
        database.close();
    }

    @Test
    void overSocketModeNoneIsLostOrDoubled() throws Exception {
        try (SocketModeReceiver receiver = new SocketModeReceiver(account, new Secret(FakeSlack.APP_TOKEN), app)) {
            receiver.open();
            slack.awaitConnections(1);
            assertKeptOnce("Socket Mode");
        }
    }

    @Test
    void overHttpNoneIsLostOrDoubled() throws Exception {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (HttpReceiver receiver =
                new HttpReceiver(address, new Secret(FakeSlack.SIGNING_SECRET), app, metrics, slack.clock())) {
            receiver.open();
            slack.overHttp(URI.create("http://127.0.0.1:" + receiver.port() + HttpReceiver.PATH));
            assertKeptOnce("HTTP");
        }
    }

    private void assertKeptOnce(String way) throws Exception {
        List<Delivered> delivered = burst();
        List<Duration> times = new ArrayList<>();
        for (Delivered each : delivered) {
            Ack ack = each.awaitAck();
            assertThat(ack.isTaken()).as("%s", ack).isTrue();
            times.add(ack.after());
        }
        for (int i = 0; i < COMMANDS; i += 5) {
            Ack second = delivered.get(i).awaitAck(2);
            assertThat(second.isTaken()).as("%s", second).isTrue();
        }
        times.sort(Duration::compareTo);
        System.out.printf(
                "%s: %d commands, acknowledged after p50 %d ms, p99 %d ms, max %d ms%n",
                way,
                COMMANDS,
                times.get(COMMANDS / 2).toMillis(),
                times.get(COMMANDS * 99 / 100).toMillis(),
                times.get(COMMANDS - 1).toMillis());
        assertThat(count("appdb_bot.deliveries")).isEqualTo(COMMANDS);
        assertThat(count("appdb_bot.scheduled_tasks WHERE task_name = 'delivery'"))
                .isEqualTo(COMMANDS);
        assertThat(slack.strayAcks()).isEmpty();
    }

    /** Types them at an even pace, and delivers every fifth twice. */
    private List<Delivered> burst() throws Exception {
        ScheduledExecutorService typists = Executors.newScheduledThreadPool(2);
        try {
            List<ScheduledFuture<Delivered>> typed = new ArrayList<>();
            for (int i = 0; i < COMMANDS; i++) {
                int number = i;
                typed.add(typists.schedule(() -> type(number), PACE.toMillis() * i, TimeUnit.MILLISECONDS));
            }
            List<Delivered> delivered = new ArrayList<>();
            for (ScheduledFuture<Delivered> each : typed) {
                delivered.add(each.get());
            }
            return delivered;
        } finally {
            typists.shutdownNow();
        }
    }

    private Delivered type(int number) {
        Delivered typed = slack.user("U" + number % 7).in("C1").types("/appdb status app" + number + " dev");
        return number % 5 == 0 ? typed.again() : typed;
    }

    private int count(String what) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + what)) {
            result.next();
            return result.getInt(1);
        }
    }
}
