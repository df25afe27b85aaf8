package dev.appdb.aws.fake;

import dev.appdb.aws.fake.DriftDetection.ResourceDrift;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The operations of drift detection. */
record DriftCalls(Stacks stacks) {
    private static final Set<String> DETECTABLE = Set.of(
            "CREATE_COMPLETE",
            "UPDATE_COMPLETE",
            "UPDATE_ROLLBACK_COMPLETE",
            "UPDATE_ROLLBACK_FAILED",
            "IMPORT_COMPLETE");

    Consumer<Xml> detect(Parameters call) {
        Stack stack = StackCalls.require(stacks, call.required("StackName"));
        if (!DETECTABLE.contains(stack.status())) {
            throw AwsError.validation("Drift detection cannot be performed on stack [" + stack.id()
                    + "] while in status " + stack.status());
        }
        boolean running =
                stacks.detections().stream().anyMatch(detection -> detection.stack() == stack && !detection.isDone());
        if (running) {
            throw AwsError.validation("Drift detection is already in progress for stack [" + stack.id() + "]");
        }
        Set<String> only = Set.copyOf(call.list("LogicalResourceIds.member"));
        DriftDetection detection = new DriftDetection(stacks.account(), stack, only);
        stacks.detections().add(detection);
        return result -> result.text("StackDriftDetectionId", detection.id());
    }

    Consumer<Xml> status(Parameters call) {
        stacks.look();
        String id = call.required("StackDriftDetectionId");
        DriftDetection detection = stacks.detections().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> AwsError.validation("Drift detection " + id + " does not exist"));
        boolean done = detection.isDone();
        return result -> result.text("StackId", detection.stack().id())
                .text("StackDriftDetectionId", id)
                .text("DetectionStatus", done ? "DETECTION_COMPLETE" : "DETECTION_IN_PROGRESS")
                .text("StackDriftStatus", done ? (detection.drifted() > 0 ? "DRIFTED" : "IN_SYNC") : null)
                .text("DriftedStackResourceCount", done ? detection.drifted() : null)
                .text("Timestamp", stacks.account().clock().instant());
    }

    Consumer<Xml> resources(Parameters call) {
        Stack stack = StackCalls.require(stacks, call.required("StackName"));
        List<String> statuses = call.list("StackResourceDriftStatusFilters.member");
        List<ResourceDrift> found = last(stacks, stack).map(DriftDetection::drifts).orElse(List.of()).stream()
                .filter(drift -> statuses.isEmpty() || statuses.contains(drift.status()))
                .toList();
        Page<ResourceDrift> page = stacks.page(found, call);
        return result -> result.list(
                        "StackResourceDrifts", "member", page.items(), (body, drift) -> drift(body, stack, drift))
                .text("NextToken", page.next());
    }

    static Optional<DriftDetection> last(Stacks stacks, Stack stack) {
        return stacks.detections().stream()
                .filter(detection -> detection.stack() == stack && detection.isDone())
                .reduce((earlier, later) -> later);
    }

    private static void drift(Xml xml, Stack stack, ResourceDrift drift) {
        xml.text("StackId", stack.id())
                .text("LogicalResourceId", drift.resource().logicalId())
                .text("PhysicalResourceId", drift.resource().physicalId())
                .text("ResourceType", drift.resource().type())
                .text("StackResourceDriftStatus", drift.status())
                .text("ExpectedProperties", drift.expected())
                .text("ActualProperties", drift.actual().orElse(null))
                .text("Timestamp", drift.time())
                .list(
                        "PropertyDifferences",
                        "member",
                        drift.differences(),
                        (body, difference) -> body.text("PropertyPath", difference.path())
                                .text("ExpectedValue", JsonDifference.text(difference.before()))
                                .text("ActualValue", JsonDifference.text(difference.after()))
                                .text("DifferenceType", kind(difference)));
    }

    private static String kind(JsonDifference difference) {
        return switch (difference.kind()) {
            case "Add" -> "ADD";
            case "Remove" -> "REMOVE";
            default -> "NOT_EQUAL";
        };
    }
}
