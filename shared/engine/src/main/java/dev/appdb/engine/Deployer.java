package dev.appdb.engine;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.plan.Plan;
import dev.appdb.request.DatabaseRequest;
import java.util.Optional;

/** Deploys the database's resources on one kind of target. */
public interface Deployer {

    /**
     * Plans {@link #apply}. Changes nothing, but may wait for the work of an earlier run.
     *
     * @param progress hears of such a wait
     */
    Plan plan(DatabaseRequest request, Progress progress) throws FailureException;

    /**
     * A plan that was made earlier, as it would be done now.
     *
     * @throws FailureException if there is no such plan, or what is there has changed since it was made
     */
    default Plan planned(DatabaseRequest request, String id) throws FailureException {
        Plan plan = plan(request, Progress.SILENT);
        if (!plan.id().equals(id)) {
            throw Failure.refused(
                            "plan-outdated",
                            "did not apply plan " + id + " of " + request.cluster(),
                            "what would be done now is another plan, " + plan.id(),
                            Remedy.of("Run {} and review it again.", request.command(Subcommand.PLAN)))
                    .asException();
        }
        return plan;
    }

    /**
     * The way on after the process ended in the middle of the work.
     *
     * @param again the command that continues it
     */
    default Remedy afterInterruption(DatabaseRequest request, Remedy.Command again) {
        return Remedy.of("Run {}: it continues where it stopped.", again);
    }

    /**
     * Does what the plan says, and leaves the database running. Safe to repeat after an interruption anywhere.
     *
     * @throws FailureException also when what is there has changed since the plan was made
     */
    void apply(DatabaseRequest request, Plan plan, Progress progress) throws FailureException;

    /**
     * Plans {@link #destroy}. Changes nothing, but may wait for the work of an earlier run.
     *
     * @param progress hears of such a wait
     */
    Plan planDestroy(DatabaseRequest request, Progress progress) throws FailureException;

    /** True if what {@link #apply} has begun goes on when this process ends, so that it can be left alone. */
    default boolean continuesWithoutProcess() {
        return false;
    }

    /**
     * The way to undo the work of {@link #apply} as things stand now; empty where there is none. Looks, and
     * changes nothing.
     */
    default Optional<RollBack> rollBack(DatabaseRequest request) throws FailureException {
        return Optional.empty();
    }

    /** Removes everything that the plan names. Safe to repeat. */
    void destroy(DatabaseRequest request, Plan plan, Progress progress) throws FailureException;

    /** The current state. Changes and starts nothing. */
    TargetStatus status(DatabaseRequest request) throws FailureException;

    /** The differences between the deployed template and the current resources. Changes nothing. */
    default DriftReport drift(DatabaseRequest request, Progress progress) throws FailureException {
        return DriftReport.notApplicable(
                "target " + request.target() + " deploys no stack, so there is nothing to compare with");
    }

    /**
     * Stops the database without losing data, where the target can.
     *
     * @return whether it was running
     */
    boolean stop(DatabaseRequest request, Progress progress) throws FailureException;
}
