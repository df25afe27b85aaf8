package dev.appdb.aws.permissions;

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

    Permission when(String operator, String key, List<String> values) {
        Map<String, Map<String, List<String>>> more = new TreeMap<>(conditions);
        more.merge(operator, Map.of(key, values), Permission::merged);
        return new Permission(sid, actions, resources, more);
    }

    private static Map<String, List<String>> merged(Map<String, List<String>> some, Map<String, List<String>> more) {
        Map<String, List<String>> all = new TreeMap<>(some);
        all.putAll(more);
        return all;
    }

    /** The part that only reads. */
    Permission reading() {
        List<String> reads = new ArrayList<>(actions);
        reads.removeIf(action -> !reads(action));
        return new Permission(sid, reads, resources, Map.of());
    }

    private static boolean reads(String action) {
        String operation = action.substring(action.indexOf(':') + 1);
        return operation.startsWith("Describe") || operation.startsWith("Get") || operation.startsWith("List");
    }
}
