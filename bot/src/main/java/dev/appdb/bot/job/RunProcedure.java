package dev.appdb.bot.job;

import dev.appdb.bot.store.NewRun;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.ProcedureStep;
import java.util.Map;

/** The procedure that a run of the bot performs, one stored row at a time. */
final class RunProcedure {
    /** The answer that leaves the roles out. */
    static final String NO_ROLES = "no-roles";

    private RunProcedure() {}

    /** @throws IllegalArgumentException if the command has no procedure */
    static Procedure of(NewRun asked) {
        return of(asked.command(), asked.answers());
    }

    /** @throws IllegalArgumentException if the command has no procedure */
    static Procedure of(String command, Map<String, String> answers) {
        Procedure procedure = Procedure.require(command);
        return Boolean.parseBoolean(answers.get(NO_ROLES)) ? procedure.withoutRoles() : procedure;
    }

    /**
     * True if the gate is open: a person who types a command without a plan has approved it, unless it needs others'
     * approval.
     */
    static boolean isApprovedByCommand(NewRun asked) {
        return asked.approvals() == 0 && !of(asked).has(ProcedureStep.PLAN);
    }
}
