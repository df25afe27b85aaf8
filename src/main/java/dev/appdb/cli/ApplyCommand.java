package dev.appdb.cli;

import dev.appdb.engine.Resolution;
import dev.appdb.form.Problems;
import dev.appdb.form.ProblemsException;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Plan;
import dev.appdb.tui.PlanConsent;
import org.jspecify.annotations.Nullable;
import dev.appdb.setting.CommandId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plans, confirms, and does what was confirmed. */
@Command(
        name = "apply",
        description = {
            "Plan, confirm, and do it. Leaves the database running.",
            "What holds data is replaced or removed only when its name is typed or given with --allow-replace."
        })
final class ApplyCommand extends DatabaseCommand {
    @Option(names = "--yes", description = "Apply without asking. Does not let data be lost.")
    boolean yes;

    @Mixin
    final PermissionOptions permissions = new PermissionOptions();

    @Option(
            names = "--plan",
            paramLabel = "ID",
            description = "Apply exactly this plan, as `appdb plan` has shown it; refused if anything changed since.")
    @Nullable
    String planId;

    ApplyCommand(ProcessContext context) {
        super(context, CommandId.APPLY);
    }

    @Override
    boolean asks() {
        return guide().present() && !yes;
    }

    @Override
    int execute(Problems problems) throws ProblemsException, FailureException {
        if (!yes && !guide().present()) {
            problems.missing("--yes", "there is no terminal to confirm on");
        }
        Resolution resolution = resolve(problems);
        Confirmation confirmation = new Confirmation(console, guide(), yes);
        return inRun("apply", resolution, run -> {
            Plan plan = (planId == null ? run.plan() : run.planned(planId)).orThrow();
            PlanConsent consent = confirmation.plan(plan, permissions.allowed());
            Declined.unlessGiven(consent.consent(), "the plan");
            run.apply(plan, consent.typed()).orThrow();
            console.result(
                    plan.isUpToDate() ? plan.summary() : resolution.request().cluster() + " is deployed",
                    Console.object()
                            .put("result", "done")
                            .put("run", run.id())
                            .put("changed", !plan.isUpToDate())
                            .set("plan", Console.tree(plan)));
            console.say("Next: appdb roles update " + resolution.namingFlags());
        });
    }
}
