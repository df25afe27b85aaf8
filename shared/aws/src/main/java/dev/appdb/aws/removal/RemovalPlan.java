package dev.appdb.aws.removal;

import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.aws.cluster.ClusterFacts;
import dev.appdb.aws.template.ResourcePurpose;
import dev.appdb.aws.template.StackResource;
import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.request.DatabaseRequest;
import java.util.ArrayList;
import java.util.List;

/** The plan of a removal: the resources that it deletes and those that it keeps. */
final class RemovalPlan {
    static final String VAULT_TYPE = StackResource.BACKUP_VAULT.type();

    private RemovalPlan() {}

    static Plan of(DatabaseRequest request, String vault, RemovalFacts facts) {
        List<ResourceChange> changes = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        boolean vaultListed = false;
        for (RemovalFacts.Item item : facts.items()) {
            boolean isVault = item.logicalId().equals(StackResource.BACKUP_VAULT.logicalId());
            if (item.isKept() && !(isVault && facts.deleteBackups())) {
                notes.add(kept(item, facts));
                continue;
            }
            vaultListed |= isVault;
            changes.add(removed(item, facts));
        }
        if (facts.deleteBackups() && facts.recoveryPoints().isPresent() && !vaultListed) {
            changes.add(removed(
                    new RemovalFacts.Item(StackResource.BACKUP_VAULT.logicalId(), VAULT_TYPE, vault, "Delete"), facts));
        }
        if (facts.cluster().filter(ClusterFacts::deletionProtection).isPresent() && !changes.isEmpty()) {
            notes.add("deletion protection is on; it is turned off after you have typed the cluster's name");
        }
        if (facts.terminationProtected() && !changes.isEmpty()) {
            notes.add("the stack has termination protection; it is turned off, too");
        }
        if (DatabaseStack.of(request).isAdoption()) {
            notes.add("left alone: " + DatabaseStack.of(request).database() + " with its data and everything in it");
        }
        notes.add(
                "left alone: the network with its subnets, Terraform's state and the role manager's jar beside it, and the"
                        + " project's files");
        return new Plan(id(request, facts), request.cluster(), changes, notes);
    }

    private static ResourceChange removed(RemovalFacts.Item item, RemovalFacts facts) {
        ResourcePurpose purpose = ResourcePurpose.of(item.logicalId(), item.type());
        List<String> details = new ArrayList<>();
        if (item.leavesSnapshot()) {
            details.add("leaves a final snapshot");
        }
        if (item.type().equals(VAULT_TYPE) && facts.recoveryPoints().orElse(0) > 0) {
            details.add("with " + RemovalBlockers.counted(facts.recoveryPoints().orElse(0), "recovery point"));
        }
        return ResourceChange.of(
                Action.REMOVE,
                item.type(),
                item.physicalId().isEmpty() ? item.logicalId() : item.physicalId(),
                purpose.purpose(),
                purpose.holdsData(),
                details);
    }

    private static String kept(RemovalFacts.Item item, RemovalFacts facts) {
        String name = item.type() + " " + item.physicalId();
        if (item.logicalId().equals(StackResource.DATABASE_KEY.logicalId())) {
            return name + " stays: the final snapshot and the backups can't be read without it";
        } else if (item.type().equals(VAULT_TYPE)) {
            return name + " stays with "
                    + RemovalBlockers.counted(facts.recoveryPoints().orElse(0), "recovery point")
                    + ", and a later setup uses it again; --delete-backups deletes it";
        }
        return name + " stays";
    }

    /** The plan's id. It contains the stack's id, so that another stack of the same name has another plan. */
    private static String id(DatabaseRequest request, RemovalFacts facts) {
        return "destroy-" + request.cluster()
                + facts.stackId()
                        .map(stack -> "-" + stack.substring(stack.lastIndexOf('/') + 1))
                        .orElse("");
    }
}
