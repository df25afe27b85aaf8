package dev.appdb.tui;

import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import java.util.List;
import java.util.Set;

/**
 * A plan, for a person to look at before it is applied.
 *
 * @param allowed the names of resources that may lose their data without a further question
 * @param isAgreed whether the plan is agreed to already, so that only what loses data is asked about
 */
public record PlanReview(Plan plan, Set<String> allowed, boolean isAgreed) {

    /** A plan that nobody has agreed to yet. */
    public PlanReview(Plan plan, Set<String> allowed) {
        this(plan, allowed, false);
    }

    public PlanReview {
        allowed = Set.copyOf(allowed);
    }

    /** The changes whose resource's name has to be typed, because its data is lost. */
    public List<ResourceChange> toBeTyped() {
        return plan.changes().stream()
                .filter(ResourceChange::losesData)
                .filter(change -> !allowed.contains(change.name()))
                .toList();
    }
}
