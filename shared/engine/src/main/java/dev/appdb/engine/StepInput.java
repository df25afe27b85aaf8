package dev.appdb.engine;

import dev.appdb.plan.Plan;
import java.util.Optional;
import java.util.Set;

/**
 * The input of a step, from the command and from the steps before it.
 *
 * @param planId the plan to apply, if the command names one
 * @param plan the plan, once there is one
 * @param allowed the names of resources that may lose their data, and the flags of the risks that may be taken
 * @param probe whether checking the roles also tries them out
 * @param confirmed the cluster's name as a person typed it before it is destroyed
 */
public record StepInput(
        Optional<String> planId, Optional<Plan> plan, Set<String> allowed, boolean probe, String confirmed) {

    /** Nothing but the command itself. */
    public static final StepInput NONE = new StepInput(Optional.empty(), Optional.empty(), Set.of(), false, "");

    public StepInput {
        allowed = Set.copyOf(allowed);
    }

    public StepInput withPlanId(Optional<String> id) {
        return new StepInput(id, plan, allowed, probe, confirmed);
    }

    public StepInput withPlan(Optional<Plan> made) {
        return new StepInput(planId, made, allowed, probe, confirmed);
    }

    public StepInput allowing(Set<String> names) {
        return new StepInput(planId, plan, names, probe, confirmed);
    }

    public StepInput probing(boolean probes) {
        return new StepInput(planId, plan, allowed, probes, confirmed);
    }

    public StepInput withConfirmed(String name) {
        return new StepInput(planId, plan, allowed, probe, name);
    }
}
