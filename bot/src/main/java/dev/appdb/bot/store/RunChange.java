package dev.appdb.bot.store;

import dev.appdb.engine.ProcedureStep;
import dev.appdb.event.RunResult;
import dev.appdb.failure.Failure;
import dev.appdb.plan.Plan;
import java.time.Instant;
import java.util.Optional;

/**
 * A transition of a run.
 *
 * @param plan the plan that counts from now on; empty forgets it
 * @param approvalId what approvals are to be bound to from now on
 * @param result how it ended, for {@link RunState#ENDED} and only then
 */
public record RunChange(
        RunState state,
        ProcedureStep step,
        Optional<Plan> plan,
        Optional<String> approvalId,
        Optional<Instant> approvalUntil,
        Optional<RunResult> result,
        Optional<Failure> failure) {

    public RunChange {
        if ((state == RunState.ENDED) != result.isPresent()) {
            throw new IllegalArgumentException("a run has a result if it has ended");
        }
    }

    /** The run's own step and plan, in this state. */
    public static RunChange of(StoredRun run, RunState state) {
        return same(run, state, run.step(), Optional.empty(), run.failure());
    }

    /** Goes on to a step. */
    public static RunChange to(StoredRun run, ProcedureStep step) {
        return same(run, RunState.READY, step, Optional.empty(), run.failure());
    }

    public static RunChange end(StoredRun run, RunResult result, Optional<Failure> failure) {
        return same(run, RunState.ENDED, ProcedureStep.END, Optional.of(result), failure);
    }

    /** The same with other things to approve. */
    public RunChange toApprove(Optional<Plan> other, String id, Instant until) {
        return new RunChange(state, step, other, Optional.of(id), Optional.of(until), result, failure);
    }

    /** The same, with a failure to end with later, although the run goes on. */
    public RunChange failing(Optional<Failure> reason) {
        return new RunChange(state, step, plan, approvalId, approvalUntil, result, reason);
    }

    private static RunChange same(
            StoredRun run, RunState state, ProcedureStep step, Optional<RunResult> result, Optional<Failure> failure) {
        return new RunChange(state, step, run.plan(), run.approvalId(), run.approvalUntil(), result, failure);
    }
}
