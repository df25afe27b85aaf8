package dev.appdb.bot.job;

import dev.appdb.bot.store.NewRun;
import dev.appdb.bot.store.RunState;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.bot.store.Transaction;
import dev.appdb.engine.ProcedureStep;
import dev.appdb.engine.RunIds;
import java.util.Optional;
import java.util.Set;

/** Begins, approves and denies runs: each in the transaction of the command or click that asks for it. */
public final class RunService {
    private final Jobs jobs;
    private final RunIds ids;

    public RunService(Jobs jobs, RunIds ids) {
        this.jobs = jobs;
        this.ids = ids;
    }

    /**
     * Begins a run, unless its origin has begun one.
     *
     * @return the run of this origin
     * @throws IllegalArgumentException if the command is none that makes a run
     */
    public StoredRun begin(Transaction transaction, NewRun asked) {
        String id = ids.next();
        if (transaction.runs().add(id, asked, RunProcedure.of(asked).first())) {
            jobs.run(transaction, id);
            transaction.runs().find(id).ifPresent(run -> jobs.show(transaction, run, false));
        }
        return transaction.runs().ofOrigin(asked.origin()).orElseThrow();
    }

    /**
     * Takes somebody's word on a plan. Whether they may approve at all the policy has judged before.
     *
     * @param approvalId the plan that they saw
     * @param countsFor the positions of the requirements that their approval counts for
     * @param reason why, if they say so
     */
    public ReviewOutcome review(
            Transaction transaction,
            String run,
            String approvalId,
            String user,
            boolean approved,
            Set<Integer> countsFor,
            Optional<String> reason) {
        Optional<StoredRun> found = transaction.runs().locked(run);
        if (found.isEmpty()
                || found.get().step() != ProcedureStep.APPROVE
                || found.get().state() == RunState.ENDED) {
            return ReviewOutcome.NOT_ASKED;
        }
        StoredRun waiting = found.get();
        if (!waiting.approvalId().equals(Optional.of(approvalId))) {
            return ReviewOutcome.OUTDATED;
        }
        if (waiting.approvalUntil()
                .filter(until -> !until.isAfter(transaction.now()))
                .isPresent()) {
            return ReviewOutcome.EXPIRED;
        }
        boolean isOwn = user.equals(waiting.asked().requester());
        if (approved && isOwn == waiting.asked().needsOthers()) {
            return isOwn ? ReviewOutcome.OWN : ReviewOutcome.NOT_REQUIRED;
        }
        if (!transaction.approvals().add(run, approvalId, user, approved, countsFor, reason)) {
            return ReviewOutcome.REPEATED;
        }
        jobs.run(transaction, run);
        jobs.show(transaction, waiting, false);
        return ReviewOutcome.COUNTED;
    }

    /** The outcome of a review. */
    public enum ReviewOutcome {
        COUNTED,
        /** They have reviewed the plan before; only a denial after their approval counts still. */
        REPEATED,
        /** The plan has changed since they saw it. */
        OUTDATED,
        EXPIRED,
        /** The run is not waiting for approval. */
        NOT_ASKED,
        /** The requester can't approve the run. */
        OWN,
        /** Only the requester's own confirmation is needed. */
        NOT_REQUIRED
    }
}
