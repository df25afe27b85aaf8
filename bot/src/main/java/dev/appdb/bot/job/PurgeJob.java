package dev.appdb.bot.job;

import dev.appdb.bot.store.AuditEntry;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Forgets what nobody needs any more, and looks after runs that nobody looks after. */
final class PurgeJob {
    private static final Duration MESSAGES_KEPT = Duration.ofDays(30);
    /** Longer than any take-over. */
    private static final Duration QUIET = Duration.ofMinutes(2);

    /** Longer than any wait for Slack. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final Store store;
    private final Jobs jobs;
    private final JobSettings settings;

    PurgeJob(Store store, Jobs jobs, JobSettings settings) {
        this.store = store;
        this.jobs = jobs;
        this.settings = settings;
    }

    void purge() {
        store.perform(transaction -> {
            transaction.deliveries().purge();
            transaction.messages().purge(MESSAGES_KEPT);
            transaction.runs().purge(settings.runsKept());
            transaction.events().purge(transaction.now().minus(settings.runsKept()));
            transaction.paces().purge();
        });
        settings.auditKept().ifPresent(kept -> store.perform(transaction -> purgeAudit(transaction, kept)));
    }

    /** Removes old entries of the audit log, and takes note of it there. */
    private static void purgeAudit(Transaction transaction, Duration kept) {
        Instant before = transaction.now().minus(kept);
        int removed = transaction.auditChain().purge(before);
        if (removed > 0) {
            transaction
                    .audit()
                    .add(new AuditEntry(
                            transaction.now(),
                            AuditEntry.BOT,
                            "",
                            "audit log purged",
                            "",
                            Optional.empty(),
                            true,
                            "entries of before " + before + " removed (" + removed
                                    + "), which the setting keep-audit limits",
                            Optional.empty(),
                            Optional.empty()));
        }
    }

    /** Seals what was written to the audit log since. */
    void seal() {
        store.perform(transaction -> transaction.auditChain().seal());
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
