package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One place where two JSON trees differ.
 *
 * @param path such as {@code /Tags/0/Value}
 * @param before missing where it was added
 * @param after missing where it was removed
 */
record JsonDifference(String path, JsonNode before, JsonNode after) {

    static List<JsonDifference> between(JsonNode before, JsonNode after) {
        List<JsonDifference> found = new ArrayList<>();
        compare("", before, after, found);
        return found;
    }

    private static void compare(String path, JsonNode before, JsonNode after, List<JsonDifference> found) {
        if (before.isObject() && after.isObject() && !isCall(before) && !isCall(after)) {
            Set<String> names = new LinkedHashSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(path + "/" + name, before.path(name), after.path(name), found));
        } else if (before.isArray() && after.isArray()) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                compare(path + "/" + i, before.path(i), after.path(i), found);
            }
        } else if (!same(before, after)) {
            found.add(new JsonDifference(path, before, after));
        }
    }

    /** Properties are compared as texts: {@code 5432} and {@code "5432"} are the same to CloudFormation. */
    private static boolean same(JsonNode before, JsonNode after) {
        return before.equals(after)
                || (before.isValueNode()
                        && after.isValueNode()
                        && before.asText().equals(after.asText()));
    }

    private static boolean isCall(JsonNode node) {
        return node.size() == 1 && (node.has("Ref") || node.fieldNames().next().startsWith("Fn::"));
    }

    /** The first part of the path, such as {@code Tags}. */
    String property() {
        return path.substring(1).split("/", 2)[0];
    }

    /** {@code Add}, {@code Remove} or {@code Modify}. */
    String kind() {
        if (before instanceof MissingNode) {
            return "Add";
        }
        return after instanceof MissingNode ? "Remove" : "Modify";
    }

    static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
