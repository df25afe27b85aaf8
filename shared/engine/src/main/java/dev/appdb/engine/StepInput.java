package dev.appdb.engine;

import dev.appdb.plan.Guardrail;
import dev.appdb.plan.Plan;
import dev.appdb.roles.AccessRequest;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.UpdateMode;
import dev.appdb.roles.UpdateOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The input of a step, from the command and from the steps before it.
 *
 * @param planId the plan to apply, if the command names one
 * @param plan the plan, once there is one
 * @param allowed the permissions for {@link Guardrail}: names of resources that may lose their data, flags of risks, and
 *     roles that may lose rights
 * @param mode the extent of what is changed in the database
 * @param lockTimeout the longest that an update waits for a lock, 1 s to 1 h
 * @param withRoles whether the plan of the resources also covers the database
 * @param probe whether checking the roles also tries them out
 * @param confirmed the cluster's name as a person typed it before it is destroyed
 * @param access what is asked about temporary access, with the rights as a person names them, such as {@code reader}
 */
public record StepInput(
        Optional<String> planId,
        Optional<Plan> plan,
        Set<String> allowed,
        UpdateMode mode,
        Duration lockTimeout,
        boolean withRoles,
        boolean probe,
        String confirmed,
        AccessRequest access) {

    /** Nothing but the command itself. */
    public static final StepInput NONE = new StepInput(
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            UpdateMode.FULL,
            UpdateOptions.STANDARD_LOCK_TIMEOUT,
            true,
            false,
            "",
            AccessRequest.list());

    public StepInput {
        allowed = Set.copyOf(allowed);
    }

    public StepInput withPlanId(Optional<String> id) {
        return new StepInput(id, plan, allowed, mode, lockTimeout, withRoles, probe, confirmed, access);
    }

    public StepInput withPlan(Optional<Plan> made) {
        return new StepInput(planId, made, allowed, mode, lockTimeout, withRoles, probe, confirmed, access);
    }

    public StepInput allowing(Set<String> permissions) {
        return new StepInput(planId, plan, permissions, mode, lockTimeout, withRoles, probe, confirmed, access);
    }

    public StepInput in(UpdateMode extent) {
        return new StepInput(planId, plan, allowed, extent, lockTimeout, withRoles, probe, confirmed, access);
    }

    public StepInput waiting(Duration longest) {
        return new StepInput(planId, plan, allowed, mode, longest, withRoles, probe, confirmed, access);
    }

    public StepInput withRoles(boolean with) {
        return new StepInput(planId, plan, allowed, mode, lockTimeout, with, probe, confirmed, access);
    }

    public StepInput probing(boolean probes) {
        return new StepInput(planId, plan, allowed, mode, lockTimeout, withRoles, probes, confirmed, access);
    }

    public StepInput about(AccessRequest asked) {
        return new StepInput(planId, plan, allowed, mode, lockTimeout, withRoles, probe, confirmed, asked);
    }

    public StepInput withConfirmed(String name) {
        return new StepInput(planId, plan, allowed, mode, lockTimeout, withRoles, probe, name, access);
    }

    /**
     * The conditions of the update: a database that existed when it was planned is held to exactly that plan; one that was
     * made since has nothing yet that anybody could lose.
     */
    public UpdateOptions updateOptions() {
        UpdateOptions options =
                UpdateOptions.standard().in(mode).withLockTimeout(lockTimeout).allowing(Guardrail.revocations(allowed));
        Optional<String> reviewed = plan.flatMap(Plan::database)
                .filter(part -> part.exists())
                .flatMap(part -> part.plan())
                .map(DatabasePlan::id);
        return reviewed.map(options::expecting).orElse(options);
    }
}
