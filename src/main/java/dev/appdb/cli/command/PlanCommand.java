package dev.appdb.cli.command;

import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.option.AdditiveOption;
import dev.appdb.engine.ConfigurationFiles;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.ProcedureRun;
import dev.appdb.engine.ProcedureRun.Approval;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.StepInput;
import dev.appdb.engine.StepResult;
import dev.appdb.failure.CommandName;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Subcommand;
import dev.appdb.plan.Plan;
import dev.appdb.project.BackendSettings;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what applying would change. */
@Command(name = "plan", description = "Show what apply would add, modify, replace and remove. Changes nothing.")
public final class PlanCommand extends DatabaseCommand {
    @Option(names = "--detailed-exitcode", description = "Exit with 3 if there are changes to apply.")
    boolean detailedExitCode;

    @Mixin
    final AdditiveOption additive = new AdditiveOption();

    public PlanCommand(ProcessContext context) {
        super(context, Subcommand.PLAN);
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
            console.result(String.join("\n", console.planLines(plan)), Console.tree(plan));
            if (!plan.isUpToDate()) {
                console.say("Apply exactly this: " + CommandName.with("apply --plan ") + plan.id() + " "
                        + additive.word() + resolution.flagsOf(Subcommand.APPLY));
            }
            if (detailedExitCode && !plan.isUpToDate()) {
                run.found();
            }
        });
    }
}
