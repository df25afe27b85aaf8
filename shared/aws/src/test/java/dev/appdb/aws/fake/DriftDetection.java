package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One drift detection: compares what the stack set with what is there, for the properties that the template sets. */
final class DriftDetection {
    private final Account account;
    private final String id;
    private final Stack stack;
    private final Set<String> only;
    private final List<ResourceDrift> drifts = new ArrayList<>();
    private int ticksLeft = 2;

    /** A detection of the given logical ids; of all where there are none. */
    DriftDetection(Account account, Stack stack, Set<String> only) {
        this.account = account;
        this.stack = stack;
        this.only = only;
        id = PhysicalId.uuid(account);
    }

    void tick() {
        ticksLeft--;
        if (ticksLeft == 0) {
            for (StackResource resource : stack.resources().values()) {
                if (only.isEmpty() || only.contains(resource.logicalId())) {
                    drifts.add(compare(resource));
                }
            }
        }
    }

    private ResourceDrift compare(StackResource resource) {
        Instant now = account.clock().instant();
        Optional<LiveResource> live = Optional.ofNullable(resource.physicalId())
                .flatMap(physicalId -> account.find(resource.type(), physicalId));
        if (live.isEmpty()) {
            return new ResourceDrift(resource, "DELETED", resource.properties(), Optional.empty(), List.of(), now);
        }
        JsonNode expected = visible(resource, resource.properties(), resource.properties());
        JsonNode actual = visible(resource, live.get().properties(), resource.properties());
        List<JsonDifference> differences = JsonDifference.between(expected, actual);
        String status = differences.isEmpty() ? "IN_SYNC" : "MODIFIED";
        return new ResourceDrift(resource, status, expected, Optional.of(actual), differences, now);
    }

    /** The properties that the template sets and that the service tells. */
    private static JsonNode visible(StackResource resource, JsonNode properties, JsonNode set) {
        Set<String> hidden = ResourceType.of(resource.type()).writeOnly();
        ObjectNode visible = Json.MAPPER.createObjectNode();
        set.fieldNames().forEachRemaining(name -> {
            if (!hidden.contains(name) && properties.has(name)) {
                visible.set(name, properties.path(name));
            }
        });
        return visible;
    }

    String id() {
        return id;
    }

    Stack stack() {
        return stack;
    }

    boolean isDone() {
        return ticksLeft <= 0;
    }

    List<ResourceDrift> drifts() {
        return drifts;
    }

    long drifted() {
        return drifts.stream()
                .filter(drift -> !drift.status().equals("IN_SYNC"))
                .count();
    }

    /** The result for one resource. */
    record ResourceDrift(
            StackResource resource,
            String status,
            JsonNode expected,
            Optional<JsonNode> actual,
            List<JsonDifference> differences,
            Instant time) {}
}
