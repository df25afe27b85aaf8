package dev.appdb.bot.job;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.bot.store.Transaction;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Makes jobs, each in the transaction of what it is for. A job is only a reason to look: what is to be done stands in the
 * tables. Every reason is a job of its own, so that none is overlooked while an earlier one is just ending.
 */
public final class Jobs {
    static final String DELIVERY = "delivery";
    static final String RUN = "run";
    static final String MESSAGE = "message";
    static final String TABLE = Store.SCHEMA + ".scheduled_tasks";

    private static final String NUMBER = "#";

    private volatile Runnable wake = () -> {};
    private volatile Consumer<Instant> wakeAt = at -> {};

    /** Works on a delivery. */
    public void delivery(Transaction transaction, String id) {
        schedule(transaction, DELIVERY, id, transaction.now());
    }

    /** Goes on with a run now. */
    public void run(Transaction transaction, String id) {
        run(transaction, id, transaction.now());
    }

    /** Goes on with a run at some time. */
    public void run(Transaction transaction, String id, Instant at) {
        schedule(transaction, RUN, numbered(transaction, id), at);
    }

    /** A run's message has something new to show. */
    void show(Transaction transaction, StoredRun run, boolean important) {
        String key = messageOf(run.id());
        if (transaction.messages().touch(key, run, important)) {
            message(transaction, key);
        }
    }

    /** Sends a message. */
    void message(Transaction transaction, String key) {
        schedule(transaction, MESSAGE, numbered(transaction, key), transaction.now());
    }

    /** Has this replica look for due jobs now instead of at its next polling; for after a transaction. */
    public void wake() {
        wake.run();
    }

    /** Has this replica look for due jobs at a moment, instead of at its next polling after it. */
    void wakeAt(Instant moment) {
        wakeAt.accept(moment);
    }

    void onWake(Runnable now, Consumer<Instant> later) {
        wake = now;
        wakeAt = later;
    }

    static String messageOf(String run) {
        return "run:" + run;
    }

    /** The subject encoded in a job's id. */
    static String subject(String id) {
        return id.substring(0, id.lastIndexOf(NUMBER));
    }

    private static String numbered(Transaction transaction, String subject) {
        return subject + NUMBER + transaction.wakeUps().next();
    }

    private static void schedule(Transaction transaction, String task, String id, Instant at) {
        SchedulerClient.Builder.create(transaction.dataSource())
                .tableName(TABLE)
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .build()
                .scheduleIfNotExists(new TaskInstance<>(task, id), at);
    }
}
