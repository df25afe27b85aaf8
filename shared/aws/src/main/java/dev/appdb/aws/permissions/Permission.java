package dev.appdb.aws.permissions;

import dev.appdb.aws.template.StackTags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One statement of a policy that allows something.
 *
 * @param sid its name, letters and digits
 * @param actions sorted
 * @param resources the ARNs that they are allowed on
 * @param conditions from operator to key to values; empty allows without one
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">AWS: elements of a
 *     policy</a>
 */
public record Permission(
        String sid, List<String> actions, List<String> resources, Map<String, Map<String, List<String>>> conditions) {

    static final List<String> EVERYTHING = List.of("*");

    public Permission {
        actions = List.copyOf(new TreeSet<>(actions));
        resources = List.copyOf(resources);
        conditions = Map.copyOf(conditions);
    }

    static Permission of(String sid, Collection<String> actions, Collection<String> resources) {
        return new Permission(sid, List.copyOf(actions), List.copyOf(resources), Map.of());
    }

    /** @param operations without the service's prefix */
    static Permission of(String sid, String service, List<String> operations, String... resources) {
        return of(
                sid,
                operations.stream().map(operation -> service + ":" + operation).toList(),
                List.of(resources));
    }

    Permission when(String operator, String key, String... values) {
        Map<String, Map<String, List<String>>> more = new TreeMap<>(conditions);
        more.merge(operator, Map.of(key, List.of(values)), Permission::merged);
        return new Permission(sid, actions, resources, more);
    }

    private static Map<String, List<String>> merged(Map<String, List<String>> some, Map<String, List<String>> more) {
        Map<String, List<String>> all = new TreeMap<>(some);
        all.putAll(more);
        return all;
    }

    /** Only on resources with the tags of the scope's database. */
    Permission owned(PolicyScope about) {
        return tagged("aws:ResourceTag/", about);
    }

    /** Only for creations that give the tags of the scope's database. */
    Permission tagging(PolicyScope about) {
        return tagged("aws:RequestTag/", about);
    }

    private Permission tagged(String key, PolicyScope about) {
        return when("StringEquals", key + "application", about.app().value())
                .when("StringEquals", key + "environment", about.environment().value());
    }

    /** Only on resources of the role manager beside an adopted database, and on none of the database's owner. */
    Permission ofRoleManager(String key, PolicyScope about) {
        return about.isAdoption() ? when("StringEquals", key + StackTags.ROLE_MANAGER, about.functionName()) : this;
    }

    /**
     * Only as a part of an operation of CloudFormation, with the caller's rights.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-calledvia">AWS:
     *     aws:CalledVia</a>
     */
    Permission throughCloudFormation() {
        return when("ForAnyValue:StringEquals", "aws:CalledVia", "cloudformation.amazonaws.com");
    }

    /** Returns true if it changes resources whose names or ids are not known. */
    boolean namesNoResource() {
        return actions.stream().anyMatch(action -> !reads(action))
                && resources.stream().anyMatch(resource -> resource.endsWith("*"));
    }

    Permission named(String other) {
        return new Permission(other, actions, resources, conditions);
    }

    Permission on(List<String> others) {
        return new Permission(sid, actions, others, conditions);
    }

    /** The part that only reads. */
    Permission reading() {
        List<String> reads = new ArrayList<>(actions);
        reads.removeIf(action -> !reads(action));
        return new Permission(sid, reads, resources, conditions);
    }

    private static boolean reads(String action) {
        String operation = action.substring(action.indexOf(':') + 1);
        return operation.startsWith("Describe") || operation.startsWith("Get") || operation.startsWith("List");
    }
}
