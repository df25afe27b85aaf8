package dev.appdb.bot.job;

import dev.appdb.bot.store.NewRun;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.ProcedureStep;
import dev.appdb.plan.Plan;
import dev.appdb.request.LockTimeout;
import dev.appdb.roles.UpdateMode;
import dev.appdb.roles.UpdateOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The procedure that a run of the bot performs, one stored row at a time. */
final class RunProcedure {
    /** The answer that leaves the roles out. */
    static final String NO_ROLES = "no-roles";

    /** The answer that has the update create and grant only. */
    static final String ADDITIVE = "additive";

    /** The answer with the longest wait for a lock, in seconds. */
    static final String LOCK_TIMEOUT = "lock-timeout";

    /** The answer that has nobody review it. */
    static final String NO_REVIEW = "no-review";

    /** The steps that need a plan; applying a plan of the resources alone does not. */
    private static final Set<ProcedureStep> PLANNED =
            Set.of(ProcedureStep.APPROVE, ProcedureStep.LOCK, ProcedureStep.VERIFY, ProcedureStep.UPDATE_ROLES);

    private RunProcedure() {}

    /** @throws IllegalArgumentException if the command has no procedure */
    static Procedure of(NewRun asked) {
        return of(asked.command(), asked.answers());
    }

    /** @throws IllegalArgumentException if the command has no procedure */
    static Procedure of(String command, Map<String, String> answers) {
        Procedure procedure = Procedure.require(command);
        if (Boolean.parseBoolean(answers.get(NO_REVIEW))) {
            return procedure.withoutReview();
        }
        return updatesRoles(answers) ? procedure : procedure.withoutRoles();
    }

    /** Returns whether the roles are updated, and so are in the plan. */
    static boolean updatesRoles(Map<String, String> answers) {
        return !Boolean.parseBoolean(answers.get(NO_ROLES));
    }

    /** The extent of what is changed in the database. */
    static UpdateMode mode(NewRun asked) {
        return Boolean.parseBoolean(asked.answers().get(ADDITIVE)) ? UpdateMode.ADDITIVE : UpdateMode.FULL;
    }

    /** The longest wait for a lock. */
    static Duration lockTimeout(NewRun asked) {
        return Optional.ofNullable(asked.answers().get(LOCK_TIMEOUT))
                .map(LockTimeout::of)
                .orElse(UpdateOptions.STANDARD_LOCK_TIMEOUT);
    }

    /**
     * Returns whether a run is about to change a database without a plan of that change: an earlier version of the bot
     * stored it, which planned the resources at most.
     */
    static boolean lacksPlan(StoredRun run) {
        return PLANNED.contains(run.step())
                && of(run.asked()).has(ProcedureStep.UPDATE_ROLES)
                && run.plan().flatMap(Plan::database).isEmpty();
    }
}
