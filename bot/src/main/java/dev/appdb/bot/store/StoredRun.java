package dev.appdb.bot.store;

import dev.appdb.engine.ProcedureStep;
import dev.appdb.event.RunResult;
import dev.appdb.failure.Failure;
import dev.appdb.plan.Plan;
import java.time.Instant;
import java.util.Optional;

/**
 * A run as the database has it.
 *
 * @param id such as {@code 20261123-151204-7f3a9c}
 * @param asked what was asked for
 * @param step the next step
 * @param generation counts up each time that a worker begins to go on with it; older ones may write no more
 * @param replica the replica that went on with it last
 * @param plan what was planned, and is or was to be approved
 * @param approvalId what approvals are bound to: changes with the plan, and with whatever else is to be approved
 * @param approvalUntil until when the plan may be approved
 * @param engineRun the engine's run that is under way, or was last
 * @param database the database that it is about, once its engine was open
 * @param result how it ended; empty while it has not
 */
public record StoredRun(
        String id,
        NewRun asked,
        RunState state,
        ProcedureStep step,
        long generation,
        Optional<String> replica,
        Optional<Plan> plan,
        Optional<String> approvalId,
        Optional<Instant> approvalUntil,
        Optional<String> engineRun,
        Optional<DatabaseKey> database,
        Optional<RunResult> result,
        Optional<Failure> failure,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> endedAt) {

    public EnvironmentKey environment() {
        return asked.environment();
    }

    public boolean hasEnded() {
        return state == RunState.ENDED;
    }
}
