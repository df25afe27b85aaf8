package dev.appdb.aws.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What of an update waits for a reboot of the instances, which CloudFormation does not do: it marks the parameters as
 * pending and leaves the reboot to whoever asked for them.
 *
 * @param parameters the server's parameters that wait
 * @param connectionLimit whether the limit of connections waits too, having followed the maximum capacity
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_WorkingWithParamGroups.html">AWS: static
 *     parameters</a>
 */
public record PendingReboot(SortedSet<String> parameters, boolean connectionLimit) {

    public PendingReboot {
        parameters = Collections.unmodifiableSortedSet(new TreeSet<>(parameters));
    }

    /**
     * What waits when one template takes the place of another. A cluster that is new, or that gets a new major, starts with
     * its parameters and waits for nothing.
     */
    public static PendingReboot between(JsonNode deployed, JsonNode wanted) {
        JsonNode was = resource(deployed, StackResource.DATABASE_PARAMETERS);
        JsonNode willBe = resource(wanted, StackResource.DATABASE_PARAMETERS);
        boolean isSameGroup = family(was).equals(family(willBe));
        return new PendingReboot(
                isSameGroup
                        ? ServerParameters.of(willBe).restartedFor(ServerParameters.of(was))
                        : Collections.emptySortedSet(),
                isSameGroup && maxCapacity(deployed) != maxCapacity(wanted));
    }

    /**
     * What may still wait where an update was interrupted before its reboot: every parameter of a deployed template that can
     * only be set at a start.
     */
    public static PendingReboot leftIn(JsonNode deployed) {
        return new PendingReboot(
                ServerParameters.of(resource(deployed, StackResource.DATABASE_PARAMETERS))
                        .restartedFor(new ServerParameters(Collections.emptySortedMap())),
                false);
    }

    /** Whether something does not work until the instances are rebooted. */
    public boolean isNeeded() {
        return !parameters.isEmpty();
    }

    /** Sentences for the plan; none if nothing waits. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (isNeeded()) {
            notes.add("needs a reboot of every instance, which cuts all connections: " + String.join(", ", parameters)
                    + " can only be set at a start");
        }
        if (connectionLimit) {
            notes.add("the limit of connections follows the new maximum capacity only after a reboot");
        }
        return List.copyOf(notes);
    }

    private static String family(JsonNode parameterGroup) {
        return parameterGroup.path("Properties").path("Family").asText("none");
    }

    private static double maxCapacity(JsonNode template) {
        return resource(template, StackResource.DATABASE_CLUSTER)
                .path("Properties")
                .path("ServerlessV2ScalingConfiguration")
                .path("MaxCapacity")
                .asDouble();
    }

    private static JsonNode resource(JsonNode template, StackResource resource) {
        return template.path("Resources").path(resource.logicalId());
    }
}
