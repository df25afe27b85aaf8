package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Set;

/**
 * Brings a resource back to what it was before a failed update.
 *
 * @param physicalId its name before the update
 * @param properties its settings before the update
 */
record RevertStep(StackRun run, String logicalId, String physicalId, JsonNode properties, boolean skipped)
        implements Step {

    static RevertStep to(StackRun run, StackResource before) {
        String physicalId = Objects.requireNonNull(before.physicalId());
        return new RevertStep(run, before.logicalId(), physicalId, before.properties(), false);
    }

    /** The same, for a resource that the caller wants left as it is. */
    RevertStep skip() {
        return new RevertStep(run, logicalId, physicalId, properties, true);
    }

    @Override
    public Set<String> after() {
        return Set.of();
    }

    @Override
    public int start() {
        if (skipped) {
            run.stack().status(resource(), "UPDATE_COMPLETE", "Resource was skipped during rollback");
            return 0;
        }
        run.stack().status(resource(), "UPDATE_IN_PROGRESS", null);
        return run.script().ticks(logicalId, resource().type());
    }

    @Override
    public void finish() throws ResourceFailure {
        run.script().check(logicalId, Script.Verb.ROLL_BACK);
        StackResource resource = resource();
        String now = Objects.requireNonNull(resource.physicalId());
        ResourceType type = ResourceType.of(resource.type());
        if (now.equals(physicalId)) {
            run.handlers().update(logicalId, type, physicalId, resource.properties(), properties);
        } else {
            run.leave(Leftover.undone(resource));
        }
        resource.became(physicalId, properties);
        run.stack().status(resource, "UPDATE_COMPLETE", null);
    }

    @Override
    public void fail(String reason) {
        run.stack().status(resource(), "UPDATE_FAILED", reason);
    }

    private StackResource resource() {
        return run.stack().resource(logicalId).orElseThrow();
    }
}
