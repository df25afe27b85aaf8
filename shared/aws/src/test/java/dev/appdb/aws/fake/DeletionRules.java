package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** The conditions under which a resource's deletion fails or is slow. */
final class DeletionRules {
    /** A security group stays in use for long after its Lambda function went: 20 to 60 minutes. */
    private static final int TICKS_OF_LINGERING_INTERFACES = 120;

    private final Account account;
    private final Set<String> heldGroups = new HashSet<>();

    DeletionRules(Account account) {
        this.account = account;
    }

    int ticks(String type, String physicalId, int usual) {
        return heldGroups.contains(physicalId) ? Math.max(usual, TICKS_OF_LINGERING_INTERFACES) : usual;
    }

    void require(LiveResource resource) throws ResourceFailure {
        switch (resource.type()) {
            case RdsFake.CLUSTER -> requireFreeCluster(resource);
            case RdsFake.INSTANCE -> requireUnprotected(resource, "DB Instance");
            case "AWS::IAM::ManagedPolicy" -> requireDetached(resource.physicalId());
            case "AWS::Backup::BackupVault" -> requireEmptyVault(resource.physicalId());
            case "AWS::EC2::SecurityGroup" -> requireFreeGroup(resource.physicalId());
            case LambdaFake.FUNCTION ->
                heldGroups.addAll(
                        Json.texts(resource.properties().path("VpcConfig").path("SecurityGroupIds")));
            default -> {}
        }
    }

    private void requireFreeCluster(LiveResource cluster) throws ResourceFailure {
        requireUnprotected(cluster, "Cluster");
        for (LiveResource instance : account.all(RdsFake.INSTANCE)) {
            if (instance.text("DBClusterIdentifier").equals(cluster.physicalId())) {
                throw ResourceFailure.handler(
                        "Cluster cannot be deleted, it still contains DB instances in non-deleting state."
                                + " (Service: Rds, Status Code: 400)",
                        "InvalidRequest");
            }
        }
    }

    private static void requireUnprotected(LiveResource resource, String noun) throws ResourceFailure {
        if (resource.properties().path("DeletionProtection").asBoolean(false)) {
            throw ResourceFailure.handler(
                    "Cannot delete protected " + noun
                            + ", please disable deletion protection and try again. (Service: Rds, Status Code: 400)",
                    "InvalidRequest");
        }
    }

    private void requireDetached(String policyArn) throws ResourceFailure {
        boolean attached = !account.attachedTo(policyArn).isEmpty();
        for (LiveResource role : account.all("AWS::IAM::Role")) {
            attached |= Json.texts(role.properties().path("ManagedPolicyArns")).contains(policyArn);
        }
        if (attached) {
            throw ResourceFailure.handler(
                    "Cannot delete a policy attached to entities. (Service: Iam, Status Code: 409)",
                    "ResourceConflict");
        }
    }

    private void requireEmptyVault(String name) throws ResourceFailure {
        int count = account.recoveryPoints(name);
        if (count > 0) {
            throw ResourceFailure.handler(
                    "Backup vault cannot be deleted because it contains recovery points. (Service: Backup, Status"
                            + " Code: 400)",
                    "InvalidRequest");
        }
    }

    private void requireFreeGroup(String id) throws ResourceFailure {
        for (String type : Set.of(
                "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress", LambdaFake.FUNCTION, RdsFake.CLUSTER)) {
            for (LiveResource other : account.all(type)) {
                if (!other.physicalId().equals(id) && mentions(other.properties(), id)) {
                    throw ResourceFailure.handler(
                            "resource " + id + " has a dependent object (Service: Ec2, Status Code: 400)",
                            "InvalidRequest");
                }
            }
        }
    }

    private static boolean mentions(JsonNode node, String text) {
        if (node.isValueNode()) {
            return node.asText().equals(text);
        }
        for (JsonNode child : node) {
            if (mentions(child, text)) {
                return true;
            }
        }
        return false;
    }
}
