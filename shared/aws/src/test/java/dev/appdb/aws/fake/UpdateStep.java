package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Changes or replaces a resource where its properties, all filled in, differ from those it was made with. */
record UpdateStep(StackRun run, String logicalId, Set<String> after) implements Step {

    @Override
    public int start() {
        if (differences().isEmpty()) {
            return 0;
        }
        run.remember(resource());
        run.stack()
                .status(
                        resource(),
                        "UPDATE_IN_PROGRESS",
                        isReplaced()
                                ? "Requested update requires the creation of a new physical resource; hence creating"
                                        + " one."
                                : null);
        return run.script().ticks(logicalId, resource().type());
    }

    /** The service may show the new properties before CloudFormation considers the update complete. */
    @Override
    public void goesOn(int ticksLeft) throws ResourceFailure {
        int ticks = run.script().ticks(logicalId, resource().type());
        if (run.script().isShown(logicalId, ticks - ticksLeft) && !isReplaced()) {
            change(resource(), run.properties(logicalId));
        }
    }

    private void change(StackResource resource, JsonNode wanted) throws ResourceFailure {
        String physicalId = Objects.requireNonNull(resource.physicalId());
        run.handlers().update(logicalId, type(), physicalId, resource.properties(), wanted);
        resource.became(physicalId, wanted);
    }

    @Override
    public void finish() throws ResourceFailure {
        run.script().check(logicalId, Script.Verb.UPDATE);
        StackResource resource = resource();
        JsonNode wanted = run.properties(logicalId);
        if (isReplaced()) {
            requireNewName(wanted);
            LiveResource live = run.handlers().create(run.stack().name(), logicalId, type(), wanted);
            run.leave(Leftover.replaced(run.target().template(), resource));
            resource.became(live.physicalId(), wanted);
            run.stack().status(resource, "UPDATE_IN_PROGRESS", "Resource creation Initiated");
        } else {
            change(resource, wanted);
        }
        run.stack().status(resource, "UPDATE_COMPLETE", null);
    }

    private void requireNewName(JsonNode wanted) throws ResourceFailure {
        String chosen = wanted.path(type().identifier()).asText("");
        boolean named = type().name().equals("AWS::IAM::ManagedPolicy")
                ? wanted.has("ManagedPolicyName")
                : type().hasChosenName() && !chosen.isEmpty();
        boolean renamed = differences().stream()
                .anyMatch(difference -> difference
                        .property()
                        .equals(
                                type().name().equals("AWS::IAM::ManagedPolicy")
                                        ? "ManagedPolicyName"
                                        : type().identifier()));
        if (named && !renamed) {
            throw new ResourceFailure("CloudFormation cannot update a stack when a custom-named resource requires"
                    + " replacing. Rename " + resource().physicalId() + " and update the stack again.");
        }
    }

    @Override
    public void fail(String reason) {
        run.stack().status(resource(), "UPDATE_FAILED", reason);
    }

    private boolean isReplaced() {
        return differences().stream().anyMatch(difference -> type().createOnly().contains(difference.property()));
    }

    private List<JsonDifference> differences() {
        return JsonDifference.between(resource().properties(), run.properties(logicalId));
    }

    private StackResource resource() {
        return run.stack().resource(logicalId).orElseThrow();
    }

    private ResourceType type() {
        return ResourceType.of(resource().type());
    }
}
