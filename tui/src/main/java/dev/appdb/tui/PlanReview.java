package dev.appdb.tui;

import dev.appdb.plan.Guardrail;
import dev.appdb.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A plan, for a person to look at before it is applied.
 *
 * @param allowed the permissions for {@link Guardrail} that were given already
 * @param isAgreed whether the plan is agreed to already, so that only what takes something away is asked about
 */
public record PlanReview(Plan plan, Set<String> allowed, boolean isAgreed) {

    /** A plan that is not agreed to yet. */
    public PlanReview(Plan plan, Set<String> allowed) {
        this(plan, allowed, false);
    }

    public PlanReview {
        allowed = Set.copyOf(allowed);
    }

    /**
     * A name that a person types to agree to a loss.
     *
     * @param name the resource whose data is lost, or the role that loses rights
     * @param warning what is lost, a sentence
     * @param permission the permission that typing it gives
     */
    public record ToType(String name, String warning, String permission) {

        /** Returns whether data is lost, and not rights. */
        public boolean losesData() {
            return permission.equals(name);
        }
    }

    /** The names to type, each once: of resources whose data is lost, then of roles that lose rights. */
    public List<ToType> toBeTyped() {
        List<ToType> names = new ArrayList<>();
        plan.changes().stream()
                .filter(change -> change.losesData() && !allowed.contains(change.name()))
                .map(change ->
                        new ToType(change.name(), "This deletes the data of " + change.name() + ".", change.name()))
                .distinct()
                .forEach(names::add);
        List<String> asked = new ArrayList<>();
        for (Guardrail.Refusal refusal : Guardrail.KEEP_RIGHTS.judge(plan, allowed)) {
            if (!asked.contains(refusal.name())) {
                asked.add(refusal.name());
                names.add(new ToType(refusal.name(), refusal.reason() + ".", refusal.permission()));
            }
        }
        return names;
    }
}
