package dev.appdb.bot.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.github.kagkarlsson.scheduler.task.ExecutionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.VoidExecutionHandler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.appdb.bot.job.UserGroups.GroupsUnknownException;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This replica's share of the jobs. */
public final class JobScheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobScheduler.class);

    private final Scheduler scheduler;
    private final ScheduledExecutorService alarms;

    private JobScheduler(Scheduler scheduler, ScheduledExecutorService alarms) {
        this.scheduler = scheduler;
        this.alarms = alarms;
    }

    /** Begins to work. */
    public static JobScheduler start(Store store, JobParts parts, JobSettings settings) {
        Scheduler scheduler = Scheduler.create(store.dataSource(), oneTime(store, parts, settings))
                .startTasks(recurring(store, parts, settings))
                .tableName(Jobs.TABLE)
                .schedulerName(new SchedulerName.Fixed(settings.replica()))
                .serializer(new JacksonSerializer())
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .clock(store.clock()::instant)
                .threads(settings.threads())
                .pollingInterval(settings.polling())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(JobSettings.MISSED_HEARTBEATS)
                .shutdownMaxWait(settings.longestStop())
                .pollUsingLockAndFetch(0.5, 1.0)
                .addSchedulerListener(new SchedulerMonitor(store))
                .build();
        ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(JobScheduler::alarmThread);
        parts.jobs()
                .onWake(scheduler::triggerCheckForDueExecutions, at -> wakeAt(scheduler, alarms, store.clock(), at));
        scheduler.start();
        return new JobScheduler(scheduler, alarms);
    }

    private static Thread alarmThread(Runnable work) {
        Thread thread = new Thread(work, "appdb-alarms");
        thread.setDaemon(true);
        return thread;
    }

    private static void wakeAt(Scheduler scheduler, ScheduledExecutorService alarms, Clock clock, Instant at) {
        try {
            long millis = Math.max(0, Duration.between(clock.instant(), at).toMillis() + 1);
            ScheduledFuture<?> unused =
                    alarms.schedule(scheduler::triggerCheckForDueExecutions, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("stopping: another replica looks");
        }
    }

    /** True if the scheduler works, and has not been stopped. */
    public boolean isWorking() {
        return scheduler.getSchedulerState().isStarted()
                && !scheduler.getSchedulerState().isShuttingDown();
    }

    /** Takes no new work, and waits until the steps under way are done; the rest another replica does. */
    @Override
    public void close() {
        scheduler.stop();
        alarms.shutdownNow();
    }

    /** The jobs that run once for each reason. */
    static List<Task<?>> oneTime(Store store, JobParts parts, JobSettings settings) {
        CommandJob commands = new CommandJob(store, parts.jobs(), parts.slack(), parts.groups(), parts.handler());
        RunJob runs = new RunJob(store, parts, settings.replica());
        JobMetrics metrics = parts.metrics();
        MessageJob messages = new MessageJob(store, parts, settings);
        return List.of(
                task(Jobs.DELIVERY, commands::execute, metrics),
                task(Jobs.RUN, runs::execute, metrics),
                task(Jobs.MESSAGE, messages::execute, metrics));
    }

    /** The recurring jobs, each run by one replica at a time. */
    static List<RecurringTask<Void>> recurring(Store store, JobParts parts, JobSettings settings) {
        PurgeJob purge = new PurgeJob(store, parts.jobs(), settings);
        ScheduledCheckJob checks = new ScheduledCheckJob(store, parts.jobs(), parts.engines(), parts.renderer());
        DigestJob digests = new DigestJob(store, parts.jobs(), parts.renderer());
        List<RecurringTask<Void>> tasks = new ArrayList<>();
        tasks.add(Tasks.recurring("purge", FixedDelay.of(Duration.ofHours(6)))
                .execute(timed("purge", parts, purge::purge)));
        tasks.add(Tasks.recurring("revive", FixedDelay.of(Duration.ofMinutes(1)))
                .execute(timed("revive", parts, purge::revive)));
        tasks.add(Tasks.recurring("seal", FixedDelay.of(Duration.ofSeconds(10)))
                .execute(timed("seal", parts, purge::seal)));
        for (CheckSchedule schedule : parts.checks()) {
            tasks.add(
                    Tasks.recurring("check " + schedule.environment(), Crons.require(schedule.cron(), schedule.zone()))
                            .execute(timed("check", parts, () -> checks.execute(schedule))));
        }
        for (DigestSchedule schedule : parts.digests()) {
            tasks.add(Tasks.recurring(
                            "digest " + schedule.channel() + " " + schedule.cron(),
                            Crons.require(schedule.cron(), schedule.zone()))
                    .execute(timed("digest", parts, () -> digests.execute(schedule))));
        }
        return tasks;
    }

    private static Task<Void> task(String name, ExecutionHandler<Void> handler, JobMetrics metrics) {
        FailureHandler<Void> again = (complete, operations) -> operations.reschedule(
                complete, CommandJob.again(complete.getTimeDone(), complete.getExecution().consecutiveFailures));
        return Tasks.custom(name, Void.class)
                .onFailure(again)
                .onDeadExecution((complete, operations) -> operations.reschedule(complete, complete.getTimeDone()))
                .execute((instance, context) -> timed(name, metrics, () -> handler.execute(instance, context)));
    }

    private static VoidExecutionHandler<Void> timed(String name, JobParts parts, Runnable work) {
        return (instance, context) -> timed(name, parts.metrics(), () -> {
            work.run();
            return true;
        });
    }

    private static <T> T timed(String name, JobMetrics metrics, Supplier<T> work) {
        long start = System.nanoTime();
        boolean isDone = false;
        try {
            T result = work.get();
            isDone = true;
            return result;
        } catch (RuntimeException e) {
            if (e.getCause() instanceof GroupsUnknownException unknown) {
                LOG.warn("job {} is tried again: {}", name, unknown.getMessage());
            } else if (!StoreException.isOutage(e)) {
                LOG.warn("job {} failed; it is tried again", name, e);
            }
            throw e;
        } finally {
            metrics.job(name, isDone, Duration.ofNanos(System.nanoTime() - start));
        }
    }
}
