package dev.appdb.cli;

import dev.appdb.failure.FailureException;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A plan shown and confirmed; what loses data has its name typed. */
final class PlanReview {
    private final Console console;
    private final People people;

    PlanReview(Console console, People people) {
        this.console = console;
        this.people = people;
    }

    void show(Plan plan) {
        console.known("plan", Console.tree(plan));
        console.say("");
        console.planLines(plan).forEach(console::say);
    }

    /**
     * Has it confirmed.
     *
     * @param yes whether --yes was given: enough for all but what loses data
     * @param allowed the names given with --allow-replace
     * @return the names of resources that may lose their data; the guardrail judges by them
     */
    Set<String> confirm(Plan plan, boolean yes, List<String> allowed) throws FailureException {
        Set<String> mayLoseData = new HashSet<>(allowed);
        if (plan.isUpToDate()) {
            return mayLoseData;
        }
        if (people.present()) {
            for (ResourceChange change : plan.changes()) {
                if (change.losesData() && !mayLoseData.contains(change.name())) {
                    people.typed("This loses the data of " + change.name() + ". Type its name to go on")
                            .filter(change.name()::equals)
                            .ifPresent(mayLoseData::add);
                }
            }
        }
        if (!yes) {
            Declined.unlessGiven(people.confirm("Apply these changes?"), "the plan");
        }
        return mayLoseData;
    }
}
