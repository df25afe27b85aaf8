package dev.appdb.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.cli.console.Confirmation;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.option.JournalOption;
import dev.appdb.cli.option.PermissionOptions;
import dev.appdb.engine.CheckProgress;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.ProcedureRun;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.Run;
import dev.appdb.engine.StepInput;
import dev.appdb.engine.StepResult;
import dev.appdb.failure.CommandName;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Subcommand;
import dev.appdb.plan.Plan;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.ManageReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deploys the confirmed plan, then updates the roles and checks them. */
@Command(
        name = "apply",
        description = {
            "Plan, confirm, deploy, update the roles and check them. Leaves the database running.",
            "Resources that hold data are replaced or removed only when their name is typed or given with"
                    + " --allow-replace.",
            "Exits with 3 when a critical check fails."
        })
public final class ApplyCommand extends DatabaseCommand {
    @Option(names = "--yes", description = "Skip confirmations. Never deletes data.")
    boolean yes;

    @Mixin
    final PermissionOptions permissions = new PermissionOptions();

    @Option(
            names = "--plan",
            paramLabel = "ID",
            description = "Apply exactly this plan, as `appdb plan` has shown it; refused if anything changed since.")
    @Nullable
    String planId;

    @Option(names = "--no-roles", description = "Only deploy: neither update the roles nor check them.")
    boolean noRoles;

    @Mixin
    final JournalOption journal = new JournalOption();

    public ApplyCommand(ProcessContext context) {
        super(context, Subcommand.APPLY);
    }

    @Override
    boolean keepsRuns() {
        return journal.keeps();
    }

    @Override
    boolean asks() {
        return guide().present() && !yes;
    }

    @Override
    protected int execute(Problems problems) throws ProblemsException, FailureException {
        if (!yes && !guide().present()) {
            problems.missing("--yes", console.whyNotAsked("to confirm on"));
        }
        Duration longest = permissions.lockTimeout(problems);
        Resolution resolution = resolve(problems);
        Confirmation confirmation = new Confirmation(console, guide(), yes);
        Procedure steps = noRoles ? Procedure.require("apply").withoutRoles() : Procedure.require("apply");
        return inRun(steps, resolution, run -> {
            ProcedureRun procedure = new ProcedureRun(
                    steps, run, List::of, (plan, allowed) -> confirmation.approved(plan.orElseThrow(), allowed));
            procedure.perform(StepInput.NONE
                    .withPlanId(Optional.ofNullable(planId))
                    .withRoles(!noRoles)
                    .in(permissions.mode())
                    .waiting(longest)
                    .allowing(Set.copyOf(permissions.allowed())));
            show(run, resolution, procedure);
        });
    }

    private void show(Run run, Resolution resolution, ProcedureRun procedure) {
        Plan plan = procedure.result(StepResult.Applied.class).orElseThrow().plan();
        Optional<ManageReport> managed =
                procedure.result(StepResult.RolesUpdated.class).map(StepResult.RolesUpdated::report);
        Optional<CheckReport> checks =
                procedure.result(StepResult.RolesChecked.class).map(checked -> addressed(checked.report()));
        boolean changed = !plan.changes().isEmpty()
                || managed.filter(report -> !report.changedNothing()).isPresent();
        ObjectNode json = Console.object()
                .put("result", run.result().toString())
                .put("run", run.id())
                .put("changed", changed)
                .set("plan", Console.tree(plan));
        managed.ifPresent(
                report -> json.set("roles", Console.parsed(report.roles().toJson())));
        checks.ifPresent(
                report -> json.set("checks", Console.parsed(report.toJson()).get("checks")));
        addFailures(json, run);
        List<String> lines = new ArrayList<>();
        lines.add(
                plan.changes().isEmpty()
                        ? "nothing to deploy"
                        : resolution.request().cluster() + " is deployed");
        checks.ifPresent(report -> lines.addAll(console.checkLines(report, CheckProgress.first(), false)));
        console.document(String.join("\n", lines), json);
        if (noRoles) {
            console.say("Next: " + CommandName.with("roles update ") + resolution.flagsOf(Subcommand.ROLES_UPDATE));
        }
    }
}
