package dev.appdb.aws.removal;

import dev.appdb.aws.cluster.ClusterFacts;
import dev.appdb.aws.stack.StackState;
import java.util.List;
import java.util.Optional;

/**
 * The state of the stack, the cluster and the resources that a removal depends on.
 *
 * @param stackId the stack's id; empty where there is no stack
 * @param state the stack's state; empty where there is no stack
 * @param terminationProtected true if the stack has termination protection, so that CloudFormation refuses to delete it
 * @param items the stack's resources that are not deleted yet
 * @param cluster the cluster, in the stack or not
 * @param attachments principals outside the stack that have one of its policies
 * @param rules rules of security groups outside the stack that reference one of the stack's
 * @param recoveryPoints the number of recovery points in the backup vault; empty where there is no vault
 * @param deleteBackups true to delete these, too
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

        /** Returns true if CloudFormation retains it. */
        boolean isKept() {
            return deletionPolicy.startsWith("Retain");
        }

        boolean leavesSnapshot() {
            return deletionPolicy.equals("Snapshot");
        }
    }

    /**
     * A principal that one of the stack's policies is attached to.
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
     * @param ours the stack's group that it references
     */
    record Rule(String group, String groupName, String direction, String ours) {}

    /** Returns true if the stack's deletion includes the vault, which fails unless the vault is empty. */
    boolean vaultGoesWithStack(String vaultId) {
        return items.stream().anyMatch(item -> item.logicalId().equals(vaultId) && !item.isKept());
    }
}
