package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Makes a resource that the stack does not have yet. */
record CreateStep(StackRun run, String logicalId, Set<String> after) implements Step {

    @Override
    public int start() {
        StackResource resource = new StackResource(logicalId, type().name(), run.now());
        run.stack().resources().put(logicalId, resource);
        run.stack().status(resource, "CREATE_IN_PROGRESS", null);
        return run.script().ticks(logicalId, type().name());
    }

    @Override
    public void finish() throws ResourceFailure {
        run.script().check(logicalId, Script.Verb.CREATE);
        JsonNode properties = run.properties(logicalId);
        LiveResource live = run.handlers().create(run.stack().name(), logicalId, type(), properties);
        StackResource resource = resource();
        resource.became(live.physicalId(), properties);
        run.stack().status(resource, "CREATE_IN_PROGRESS", "Resource creation Initiated");
        run.stack().status(resource, "CREATE_COMPLETE", null);
    }

    @Override
    public void fail(String reason) {
        run.stack().status(resource(), "CREATE_FAILED", reason);
    }

    private StackResource resource() {
        return run.stack().resource(logicalId).orElseThrow();
    }

    private ResourceType type() {
        return ResourceType.of(run.target().template().type(logicalId));
    }
}
