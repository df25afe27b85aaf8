package dev.appdb.bot.job;

import dev.appdb.bot.store.Pace;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StorePool;
import dev.appdb.bot.store.TestDatabase;
import dev.appdb.engine.RunIds;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A replica as it is run: with threads and real time. Its heartbeats are quicker, so that tests need not wait long. */
final class LiveReplica implements AutoCloseable {
    /** The heartbeat; {@code -Dheartbeat.millis=4000} gives that of {@link JobSettings#standard}. */
    static final Duration HEARTBEAT = Duration.ofMillis(Integer.getInteger("heartbeat.millis", 1000));

    private final StorePool pool;
    private final JobScheduler scheduler;
    final Store store;
    final Jobs jobs = new Jobs();
    final Inbox inbox;
    final RunService runService;

    private LiveReplica(JobSettings settings, StorePool pool, Store store, InMemorySlack slack, FakeEstate estate) {
        Clock clock = store.clock();
        this.pool = pool;
        this.store = store;
        inbox = new StoredInbox(store, jobs);
        runService = new RunService(jobs, new RunIds(clock, RandomGenerator.getDefault()));
        JobParts parts = new JobParts(
                jobs,
                slack.as(Lifetime.forEver()),
                new EstateEngines(estate, Lifetime.forEver(), clock),
                person -> Set.of("S1"),
                new TestHandler(runService),
                new PlainMessageRenderer(),
                List.of(),
                List.of(),
                JobMetrics.NONE);
        scheduler = JobScheduler.start(store, parts, settings);
    }

    static LiveReplica start(String name, TestDatabase database, InMemorySlack slack, FakeEstate estate) {
        return start(name, database.url(), database.user(), database.password(), slack, estate);
    }

    static LiveReplica start(
            String name, String url, String user, String password, InMemorySlack slack, FakeEstate estate) {
        StorePool pool = pool(url, user, password);
        return new LiveReplica(settings(name), pool, Store.onDatabaseTime(pool.dataSource()), slack, estate);
    }

    /** One whose machine has a clock of its own. */
    static LiveReplica start(
            JobSettings settings, TestDatabase database, InMemorySlack slack, FakeEstate estate, Clock process) {
        StorePool pool = pool(database.url(), database.user(), database.password());
        return new LiveReplica(settings, pool, Store.onDatabaseTime(pool.dataSource(), process), slack, estate);
    }

    private static StorePool pool(String url, String user, String password) {
        return StorePool.at(
                url + "?user=" + user + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8), 16);
    }

    static JobSettings settings(String name) {
        return new JobSettings(
                name,
                10,
                Duration.ofMillis(500),
                HEARTBEAT,
                Duration.ofMinutes(2),
                new Pace(Duration.ofMillis(50), 1),
                new Pace(Duration.ofMillis(50), 1),
                JobSettings.RUNS_KEPT,
                Optional.empty());
    }

    boolean isWorking() {
        return scheduler.isWorking();
    }

    /** Stops gracefully. */
    void stop() {
        scheduler.close();
    }

    @Override
    public void close() {
        if (scheduler.isWorking()) {
            scheduler.close();
        }
        pool.close();
    }
}
