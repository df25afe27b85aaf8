package dev.appdb.tui;

import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import java.util.List;
import java.util.Set;

/**
 * A plan, for a person to review before it is applied.
 *
 * @param allowed the names of resources whose data may be deleted without a further question
 * @param isAgreed whether the plan is approved already, so that only deletions of data are asked about
 */
public record PlanReview(Plan plan, Set<String> allowed, boolean isAgreed) {

    /** A plan that is not approved yet. */
    public PlanReview(Plan plan, Set<String> allowed) {
        this(plan, allowed, false);
    }

    public PlanReview {
        allowed = Set.copyOf(allowed);
    }

    /** The changes that delete data, and so require typing the resource's name. */
    public List<ResourceChange> toBeTyped() {
        return plan.changes().stream()
                .filter(ResourceChange::losesData)
                .filter(change -> !allowed.contains(change.name()))
                .toList();
    }
}
