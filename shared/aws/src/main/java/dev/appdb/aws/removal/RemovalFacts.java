package dev.appdb.aws.removal;

import dev.appdb.aws.cluster.ClusterFacts;
import dev.appdb.aws.stack.StackState;
import java.util.List;
import java.util.Optional;

/**
 * What a removal has to reckon with.
 *
 * @param stackId the stack's id; empty where there is no stack
 * @param state the stack's state; empty where there is no stack
 * @param terminationProtected whether CloudFormation refuses to delete the stack
 * @param items what is in the stack and not yet removed
 * @param cluster the cluster, whether in the stack or not
 * @param attachments who has one of the stack's policies, and is not in the stack
 * @param rules rules of others' security groups that name one of the stack's
 * @param recoveryPoints how many recovery points the backup vault has; empty where there is no vault
 * @param deleteBackups whether these go, too
 */
record RemovalFacts(
        Optional<String> stackId,
        Optional<StackState> state,
        boolean terminationProtected,
        List<Item> items,
        Optional<ClusterFacts> cluster,
        List<Attachment> attachments,
        List<Rule> rules,
        Optional<Integer> recoveryPoints,
        boolean deleteBackups) {

    RemovalFacts {
        items = List.copyOf(items);
        attachments = List.copyOf(attachments);
        rules = List.copyOf(rules);
    }

    /**
     * A resource of the stack.
     *
     * @param deletionPolicy the template's; {@code Delete} where it says nothing
     */
    record Item(String logicalId, String type, String physicalId, String deletionPolicy) {

        /** Whether CloudFormation leaves it behind. */
        boolean isKept() {
            return deletionPolicy.startsWith("Retain");
        }

        boolean leavesSnapshot() {
            return deletionPolicy.equals("Snapshot");
        }
    }

    /**
     * A policy that somebody has.
     *
     * @param kind {@code role}, {@code user} or {@code group}
     */
    record Attachment(String policyArn, String kind, String name) {}

    /**
     * A rule of another security group.
     *
     * @param group its id
     * @param groupName its name
     * @param direction {@code ingress} or {@code egress}
     * @param ours the stack's group that it names
     */
    record Rule(String group, String groupName, String direction, String ours) {}

    /** The physical id of a resource of the stack, if it is there. */
    Optional<String> physicalId(String logicalId) {
        return items.stream()
                .filter(item -> item.logicalId().equals(logicalId))
                .map(Item::physicalId)
                .findFirst();
    }

    /** Whether the vault goes with the stack, which it only does empty. */
    boolean vaultGoesWithStack(String vaultId) {
        return items.stream().anyMatch(item -> item.logicalId().equals(vaultId) && !item.isKept());
    }
}
