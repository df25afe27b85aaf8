package dev.appdb.bot.job;

import dev.appdb.bot.store.Store;
import java.time.Duration;
import java.util.List;

/** Forgets what nobody needs any more, and looks after runs that nobody looks after. */
final class PurgeJob {
    private static final Duration MESSAGES_KEPT = Duration.ofDays(30);
    /** Longer than any take-over. */
    private static final Duration QUIET = Duration.ofMinutes(2);

    /** Longer than any wait for Slack. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final Store store;
    private final Jobs jobs;
    private final Duration runsKept;

    /** @param runsKept how long runs stay after their end; the audit log is never purged */
    PurgeJob(Store store, Jobs jobs, Duration runsKept) {
        this.store = store;
        this.jobs = jobs;
        this.runsKept = runsKept;
    }

    void purge() {
        store.perform(transaction -> {
            transaction.deliveries().purge();
            transaction.messages().purge(MESSAGES_KEPT);
            transaction.runs().purge(runsKept);
            transaction.events().purge(transaction.now().minus(runsKept));
            transaction.paces().purge();
        });
    }

    /**
     * A run without a job can only come of somebody deleting jobs by hand; it would keep its lock for ever. A delivery or message
     * that is to wait for long was put off by a replica of an earlier version whose clock was ahead.
     */
    void revive() {
        store.perform(transaction -> {
            transaction.runs().forgotten(QUIET).forEach(run -> {
                transaction.runs().unclaim(run);
                jobs.run(transaction, run);
            });
            transaction.wakeUps().bringForward(List.of(Jobs.DELIVERY, Jobs.MESSAGE), LONGEST_WAIT);
        });
        jobs.wake();
    }
}
