package dev.appdb.cli;

import dev.appdb.failure.FailureException;
import dev.appdb.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
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

    @Option(
            names = "--allow-replace",
            paramLabel = "NAME",
            description = "Let this resource be replaced or removed although it holds data. Can be repeated.")
    List<String> allowReplace = new ArrayList<>();

    ApplyCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int execute(Problems problems) throws ProblemsException, FailureException {
        if (!yes && !people().present()) {
            problems.add("--yes", "is missing: there is no terminal to confirm on");
        }
        Resolution resolution = resolve(problems);
        PlanReview review = new PlanReview(console, people());
        return inRun("apply", resolution, run -> {
            Plan plan = run.plan().orThrow();
            review.show(plan);
            Set<String> mayLoseData = review.confirm(plan, yes, allowReplace);
            run.apply(plan, mayLoseData).orThrow();
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
