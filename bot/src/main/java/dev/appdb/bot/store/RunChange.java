package dev.appdb.bot.store;

import dev.appdb.event.RunResult;
import dev.appdb.failure.Failure;
import dev.appdb.plan.Plan;
import java.time.Instant;
import java.util.Optional;

/**
 * How a run goes on.
 *
 * @param plan the plan that counts from now on; empty forgets it
 * @param result how it ended, for {@link RunState#ENDED} and only then
 */
public record RunChange(
        RunState state,
        RunStep step,
        Optional<Plan> plan,
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
        return new RunChange(state, run.step(), run.plan(), run.approvalUntil(), Optional.empty(), Optional.empty());
    }

    /** Goes on to a step. */
    public static RunChange to(StoredRun run, RunStep step) {
        return new RunChange(RunState.READY, step, run.plan(), run.approvalUntil(), Optional.empty(), Optional.empty());
    }

    /** Goes on to a step with another plan. */
    public static RunChange planned(RunStep step, Plan plan, Instant approvalUntil) {
        return new RunChange(
                RunState.READY,
                step,
                Optional.of(plan),
                Optional.of(approvalUntil),
                Optional.empty(),
                Optional.empty());
    }

    /** Goes back to planning. */
    public static RunChange planAgain() {
        return new RunChange(
                RunState.READY, RunStep.PLAN, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static RunChange end(StoredRun run, RunResult result, Optional<Failure> failure) {
        return new RunChange(
                RunState.ENDED, RunStep.END, run.plan(), run.approvalUntil(), Optional.of(result), failure);
    }
}
