package dev.appdb.aws.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.aws.template.PendingReboot;
import dev.appdb.aws.template.StackResource;
import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.request.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The parts of a plan that are not in its change set: the reboot, the second step, the scope and the cost. */
public final class StackPlan {
    static final PendingReboot NO_REBOOT = new PendingReboot(Collections.emptySortedSet(), false);
    public static final String PROTECTION = "a second step after the creation turns deletion protection on";
    static final String FOLLOWED = "then reboots instances that are pending a reboot, " + ResourceChange.RESTART;
    private static final String REBOOT = "reboots it, " + ResourceChange.RESTART;

    private StackPlan() {}

    /**
     * The whole plan.
     *
     * @param followers the resources that are only re-evaluated, since they refer to a changed one
     * @param reboot the changes that need a reboot
     * @param rebootIsLeft true if a reboot is still pending from an earlier update
     * @param protectsLater true if there is a second step
     */
    static Plan of(
            String id,
            String cluster,
            List<ResourceChange> changes,
            List<String> followers,
            PendingReboot reboot,
            boolean rebootIsLeft,
            boolean protectsLater) {
        List<ResourceChange> all = new ArrayList<>();
        for (ResourceChange change : changes) {
            boolean isCluster = change.name().equals(StackResource.DATABASE_CLUSTER.logicalId());
            all.add(isCluster && protectsLater ? change.with(PROTECTION) : change);
        }
        if (reboot.isNeeded() || rebootIsLeft) {
            addReboot(all);
        }
        List<String> notes = new ArrayList<>(reboot.notes());
        if (!followers.isEmpty()) {
            notes.add("AWS re-evaluates these, which refer to changed resources, and leaves them as they are: "
                    + String.join(", ", followers));
        }
        if (protectsLater) {
            notes.add("a second step turns deletion protection on, so that a failed creation can be rolled back");
        }
        return new Plan(id, cluster, all, notes);
    }

    /**
     * Adds notes on the resources that the plan leaves alone, and the monthly cost.
     *
     * @param template of the whole stack, as it will be
     */
    static Plan withScopeAndCost(Plan plan, String stack, Region region, JsonNode template) {
        Plan scoped = plan.noting("left alone: the network with its subnets, and everything else outside stack " + stack
                + "; only the VPC endpoints' security group gets a rule for the role manager, and the bucket of the Terraform"
                + " state its jar");
        return PriceTable.cost(region.value(), template)
                .map(scoped::costing)
                .orElseGet(() -> scoped.noting("no estimate of the monthly cost: appdb knows the prices of "
                        + String.join(", ", PriceTable.regions(template)) + ", not those of " + region.value()));
    }

    /** Adds the reboot to the change of the writer, or as a change of its own. */
    private static void addReboot(List<ResourceChange> changes) {
        String primary = StackResource.PRIMARY_INSTANCE.logicalId();
        for (int i = 0; i < changes.size(); i++) {
            if (changes.get(i).name().equals(primary)) {
                changes.set(i, changes.get(i).with(REBOOT));
                return;
            }
        }
        changes.add(ResourceChange.of(
                Action.MODIFY,
                StackResource.PRIMARY_INSTANCE.type(),
                primary,
                StackResource.PRIMARY_INSTANCE.purpose(),
                false,
                List.of(REBOOT)));
    }

    /** Returns true if a plan announces the reboot. */
    static boolean reboots(Plan plan) {
        return plan.changes().stream().anyMatch(change -> change.details().contains(REBOOT));
    }

    /**
     * Returns true if a plan only follows an operation that another process started, after which a reboot may be
     * pending.
     */
    static boolean follows(Plan plan) {
        return plan.changes().stream().anyMatch(change -> change.details().contains(FOLLOWED));
    }

    /** Returns true if the reboot is the only change of a plan, so that it has no change set. */
    static boolean onlyReboots(Plan plan) {
        return plan.changes().stream().allMatch(change -> change.details().equals(List.of(REBOOT)));
    }
}
