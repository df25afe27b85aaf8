package dev.appdb.aws.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.aws.template.StackResource;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * The second step of a creation: deletion protection. With it on from the start, a creation that failed could not be
 * rolled
 * back, since RDS would refuse to delete the cluster.
 */
final class ProtectionStep {
    private static final String PROPERTY = "DeletionProtection";

    private ProtectionStep() {}

    /** Returns true if the cluster of a template is permanent: retained, or snapshotted when the stack is deleted. */
    static boolean isMeantFor(JsonNode template) {
        JsonNode cluster = cluster(template);
        return !cluster.isMissingNode()
                && !cluster.path("DeletionPolicy").asText("Delete").equals("Delete");
    }

    /** The same template with protection on; empty if it is on already, or not meant to be. */
    static Optional<JsonNode> missingIn(JsonNode template) {
        if (!isMeantFor(template)
                || cluster(template).path("Properties").path(PROPERTY).asBoolean()) {
            return Optional.empty();
        }
        JsonNode copy = template.deepCopy();
        ((ObjectNode) cluster(copy).path("Properties")).put(PROPERTY, true);
        return Optional.of(copy);
    }

    /** Returns true if a stack is executing its second step, or rolling it back. */
    static boolean isUnderWay(Stack stack) {
        String status = stack.stackStatusAsString();
        return PlanId.isProtection(StackPlanner.changeSetName(stack))
                && StackState.of(status).kind() == StackState.Kind.BUSY
                && status.startsWith("UPDATE_");
    }

    private static JsonNode cluster(JsonNode template) {
        return template.path("Resources").path(StackResource.DATABASE_CLUSTER.logicalId());
    }
}
