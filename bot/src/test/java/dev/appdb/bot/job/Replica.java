package dev.appdb.bot.job;

import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.store.Store;
import dev.appdb.engine.RunIds;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** One replica of a test, whose jobs run when the test says so and on the test's thread. */
final class Replica {
    private final World world;
    private final Lifetime lifetime;
    final Store store;
    final Jobs jobs = new Jobs();
    final Inbox inbox;
    final RunService runService;
    final JobParts parts;
    private final ManualScheduler scheduler;

    Replica(World world, String name, Lifetime lifetime) {
        this(world, name, lifetime, new PlainMessageRenderer(), TestHandler::new);
    }

    /** One that lives on, under a policy, which shows what Slack would. */
    static Replica under(Policy policy, World world, String name) {
        return new Replica(
                world,
                name,
                Lifetime.forEver(),
                new SlackMessageRenderer("appdb", world.clock()),
                runService -> new CommandHandler(policy, runService));
    }

    Replica(
            World world,
            String name,
            Lifetime lifetime,
            MessageRenderer renderer,
            Function<RunService, DeliveryHandler> handler) {
        this.world = world;
        this.lifetime = lifetime;
        this.store = new Store(new KillableDataSource(world.dataSource(), lifetime), world.clock());
        this.inbox = new StoredInbox(store, jobs);
        this.runService = new RunService(jobs, new RunIds(world.clock(), RandomGenerator.getDefault()));
        this.parts = new JobParts(
                jobs,
                world.slack.as(lifetime),
                new EstateEngines(world.estate, lifetime, world.clock()),
                user -> user.equals("U01") || user.equals("U03") || user.equals("U05") ? Set.of("S01") : Set.of(),
                handler.apply(runService),
                renderer,
                world.checks,
                world.digests,
                JobMetrics.NONE);
        TestHelper.ManualSchedulerBuilder builder = TestHelper.createManualScheduler(
                store.dataSource(), JobScheduler.oneTime(store, parts, World.settings(name)));
        builder.tableName(Jobs.TABLE);
        builder.jdbcCustomization(new PostgreSqlJdbcCustomization(false, false));
        builder.heartbeatInterval(World.HEARTBEAT);
        builder.startTasks(JobScheduler.recurring(store, parts, World.settings("one")));
        this.scheduler = builder.clock(world.time).build();
    }

    /** Schedules what is done again and again. */
    Replica started() {
        scheduler.start();
        return this;
    }

    boolean isDead() {
        return lifetime.isOver();
    }

    /** Does every job that is due, and those that come of them, until nothing is due now. */
    void work() {
        int before;
        do {
            before = world.dueJobs();
            try {
                scheduler.runDeadExecutionDetection();
                scheduler.runAnyDueExecutions();
            } catch (ReplicaKilled killed) {
                return;
            }
        } while (!isDead() && world.dueJobs() > 0 && before > 0);
    }
}
