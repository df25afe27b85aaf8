package dev.appdb.bot.job;

import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import dev.appdb.bot.store.Delivery;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.Pace;
import dev.appdb.bot.store.ResponseUrl;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.bot.store.TestDatabase;
import dev.appdb.engine.RunIds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/** The surroundings of a test's replicas: a real database, a Slack, the databases that are set up, and a clock. */
final class World implements AutoCloseable {
    static final Duration HEARTBEAT = Duration.ofSeconds(4);
    private static final Instant BEGINNING = Instant.parse("2026-11-23T15:12:04Z");

    private final TestDatabase database = new TestDatabase();
    final SettableClock time = new SettableClock();
    final InMemorySlack slack = new InMemorySlack(() -> time.now);
    final FakeEstate estate = new FakeEstate();
    final List<CheckSchedule> checks = new ArrayList<>();
    final List<DigestSchedule> digests = new ArrayList<>();
    final Store store;
    private int deliveries;

    World() {
        time.set(BEGINNING);
        store = new Store(database.dataSource(), clock());
        store.migrate();
    }

    static JobSettings settings(String replica) {
        return new JobSettings(
                replica,
                4,
                Duration.ofSeconds(1),
                HEARTBEAT,
                Duration.ofSeconds(10),
                new Pace(Duration.ofMillis(1200), 1),
                new Pace(Duration.ofMillis(1200), 1),
                JobSettings.RUNS_KEPT,
                Optional.empty());
    }

    DataSource dataSource() {
        return database.dataSource();
    }

    TestDatabase database() {
        return database;
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return time.now;
            }
        };
    }

    /** A command as Slack delivers it for the first time. */
    Delivery command(String user, String channel, String text) {
        return delivery("envelope-" + ++deliveries, user, channel, text);
    }

    Delivery delivery(String id, String user, String channel, String text) {
        return delivery(id, user, channel, text, time.now);
    }

    static Delivery delivery(String id, String user, String channel, String text, Instant at) {
        return new Delivery(
                id,
                Delivery.Kind.COMMAND,
                user,
                channel,
                Map.of(Delivery.TEXT, text),
                Optional.of(new ResponseUrl("https://hooks.invalid/" + id)),
                at);
    }

    /** Delivers a command of its own, in real time. */
    static void askIn(Inbox inbox, String user, String channel, String text) {
        inbox.accept(delivery("envelope-" + System.nanoTime(), user, channel, text, Instant.now()));
    }

    static RunIds runIds() {
        return new RunIds(Clock.systemUTC(), RandomGenerator.getDefault());
    }

    /** Works, and lets time pass, until there is nothing to be done before a day has passed. */
    void settle(Replica replica) {
        for (int round = 0; round < 300 && !replica.isDead(); round++) {
            replica.work();
            Optional<Instant> next = nextJob();
            if (next.isEmpty() || next.get().isAfter(time.now.plus(Duration.ofMinutes(2)))) {
                return;
            }
            if (next.get().isAfter(time.now)) {
                time.set(next.get());
            }
        }
    }

    /** The requester confirms the plan of a run that waits for it. */
    static void confirm(Store store, StoredRun run) {
        store.perform(transaction -> new RunService(new Jobs(), runIds())
                .review(transaction, run.id(), run.approvalId().orElseThrow(), "U1", true, Set.of(), Optional.empty()));
    }

    /** Enough time that a killed replica counts as dead; a manual scheduler waits for six heartbeats. */
    void takeOverTime() {
        time.tick(HEARTBEAT.multipliedBy(7));
    }

    List<StoredRun> runsOf(String app, String environment) {
        return store.within(
                transaction -> transaction.runs().newest(Optional.of(EnvironmentKey.of(app, environment)), 100));
    }

    StoredRun onlyRunOf(String app, String environment) {
        List<StoredRun> runs = runsOf(app, environment);
        if (runs.size() != 1) {
            throw new AssertionError("not one run but " + runs);
        }
        return runs.get(0);
    }

    int dueJobs() {
        return number(
                dataSource(),
                "SELECT count(*) FROM appdb_bot.scheduled_tasks WHERE NOT picked AND execution_time <= '" + time.now
                        + "'");
    }

    /** The one-time jobs that are left, due or not. */
    int jobs() {
        return number(
                dataSource(),
                "SELECT count(*) FROM appdb_bot.scheduled_tasks WHERE task_name IN ('run', 'delivery', 'message')");
    }

    private Optional<Instant> nextJob() {
        try (Connection connection = dataSource().getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT min(execution_time) FROM appdb_bot.scheduled_tasks WHERE NOT picked AND task_name IN"
                                + " ('run', 'delivery', 'message')");
                ResultSet result = query.executeQuery()) {
            result.next();
            return Optional.ofNullable(result.getTimestamp(1)).map(Timestamp::toInstant);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Meddles with the database, as only a person with a console does. */
    void execute(String sql) {
        try (Connection connection = dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static int number(DataSource database, String sql) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql);
                ResultSet result = query.executeQuery()) {
            result.next();
            return result.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
