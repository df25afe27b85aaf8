package dev.appdb.cli.command;

import dev.appdb.cli.console.ProcessContext;
import dev.appdb.engine.ConfigurationFiles;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.ProcedureRun;
import dev.appdb.engine.ProcedureRun.Approval;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.StepInput;
import dev.appdb.engine.StepResult;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Subcommand;
import dev.appdb.plan.Plan;
import dev.appdb.project.BackendSettings;
import java.util.List;
import picocli.CommandLine.Command;

/** Shows what applying would change. */
@Command(
        name = "plan",
        description = {
            "Show what apply would add, modify, replace and remove. Changes nothing.",
            "--output markdown is for a comment in a pull request: the risks first, the command that applies it last."
        })
public final class PlanCommand extends PlanningCommand {
    public PlanCommand(ProcessContext context) {
        super(context, Subcommand.PLAN, Subcommand.APPLY);
    }

    @Override
    protected int execute(Problems problems) throws ProblemsException, FailureException {
        Resolution resolution = resolve(problems);
        ConfigurationFiles.warnings(resolution.project(), resolution.request(), BackendSettings.of(resolution.values()))
                .forEach(console::say);
        return inRun(Procedure.require("plan"), resolution, run -> {
            ProcedureRun procedure = new ProcedureRun(Procedure.require("plan"), run, List::of, Approval.BY_COMMAND);
            procedure.perform(StepInput.NONE.in(additive.mode()));
            Plan plan = procedure.result(StepResult.Planned.class).orElseThrow().plan();
            show(plan, resolution, String.join("\n", console.planLines(plan)));
            find(plan, run);
        });
    }
}
