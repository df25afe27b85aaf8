package dev.appdb.cli.command;

import dev.appdb.cli.console.ProcessContext;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.ProcedureRun;
import dev.appdb.engine.ProcedureRun.Approval;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.Run;
import dev.appdb.engine.StepInput;
import dev.appdb.engine.StepResult;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Subcommand;
import dev.appdb.plan.DatabasePart;
import dev.appdb.plan.Plan;
import dev.appdb.roles.DatabasePlan;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what an update would change. */
@Command(
        name = "plan",
        description = {
            "Show what roles update would change, and who would lose what. Changes nothing.",
            "With --sql, print it as one script for psql. --output markdown is for a comment in a pull request."
        })
public final class RolesPlanCommand extends PlanningCommand {
    @Option(names = "--sql", description = "Print the changes as one script that psql runs with the same result.")
    boolean sql;

    public RolesPlanCommand(ProcessContext context) {
        super(context, Subcommand.ROLES_PLAN, Subcommand.ROLES_UPDATE);
    }

    @Override
    protected int execute(Problems problems) throws ProblemsException, FailureException {
        Resolution resolution = resolve(problems);
        return inRun(Procedure.require("roles plan"), resolution, run -> {
            ProcedureRun procedure =
                    new ProcedureRun(Procedure.require("roles plan"), run, List::of, Approval.BY_COMMAND);
            procedure.perform(StepInput.NONE.in(additive.mode()));
            show(procedure.result(StepResult.Planned.class).orElseThrow().plan(), resolution, run);
        });
    }

    private void show(Plan plan, Resolution resolution, Run run) throws FailureException {
        boolean isScript = sql && output.is("text");
        show(plan, resolution, isScript ? script(plan) : String.join("\n", console.planLines(plan)));
        find(plan, run);
    }

    private static String script(Plan plan) throws FailureException {
        return plan.databasePlan()
                .map(DatabasePlan::script)
                .orElseThrow(() -> unknown(plan))
                .stripTrailing();
    }

    private static FailureException unknown(Plan plan) {
        DatabasePart part = plan.database().orElseThrow();
        return Failure.failed("plan-unknown", "could not print the changes as SQL", part.unknown(), part.remedy())
                .asException();
    }
}
