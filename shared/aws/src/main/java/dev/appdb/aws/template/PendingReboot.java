package dev.appdb.aws.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The parts of an update that take effect with a reboot of the instances. CloudFormation does not reboot: it only marks
 * the parameters as pending.
 *
 * @param parameters the pending parameters of the server
 * @param connectionLimit true if the connection limit is pending too, because the maximum capacity has changed
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_WorkingWithParamGroups.html">AWS: static
 *     parameters</a>
 */
public record PendingReboot(SortedSet<String> parameters, boolean connectionLimit) {

    public PendingReboot {
        parameters = Collections.unmodifiableSortedSet(new TreeSet<>(parameters));
    }

    /**
     * The reboot that is pending after one template replaces another. A new cluster, or one with a new major version,
     * starts with its parameters and needs no reboot.
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
     * The reboot that may be pending where an update was interrupted before it: for every parameter of a deployed
     * template that can only be set at server start.
     */
    public static PendingReboot leftIn(JsonNode deployed) {
        return new PendingReboot(
                ServerParameters.of(resource(deployed, StackResource.DATABASE_PARAMETERS))
                        .restartedFor(new ServerParameters(Collections.emptySortedMap())),
                false);
    }

    /** Returns true if a setting takes effect only after a reboot of the instances. */
    public boolean isNeeded() {
        return !parameters.isEmpty();
    }

    /** Sentences for the plan; empty if nothing is pending. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (isNeeded()) {
            notes.add("needs a reboot of every instance, which drops all connections: " + String.join(", ", parameters)
                    + " can only be set at server start");
        }
        if (connectionLimit) {
            notes.add("the connection limit follows the new maximum capacity only after a reboot");
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
