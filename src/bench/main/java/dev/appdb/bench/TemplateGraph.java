package dev.appdb.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dependencies among a template's resources: {@code Ref}, {@code Fn::GetAtt}, {@code Fn::Sub} and {@code DependsOn}.
 *
 * @param types each resource's type, by logical id
 * @param waitsFor the resources that must be there before, by logical id
 */
record TemplateGraph(Map<String, String> types, Map<String, Set<String>> waitsFor) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^!.}]+)[^}]*}");

    static TemplateGraph of(JsonNode template) {
        Map<String, String> types = new LinkedHashMap<>();
        Map<String, Set<String>> waitsFor = new LinkedHashMap<>();
        JsonNode resources = template.path("Resources");
        resources.fields().forEachRemaining(resource -> {
            types.put(resource.getKey(), resource.getValue().path("Type").asText());
            Set<String> named = new TreeSet<>();
            collect(resource.getValue().path("Properties"), named);
            texts(resource.getValue().path("DependsOn"), named);
            named.removeIf(name -> !resources.has(name));
            waitsFor.put(resource.getKey(), named);
        });
        return new TemplateGraph(types, waitsFor);
    }

    private static void collect(JsonNode node, Set<String> named) {
        if (node.has("Ref")) {
            named.add(node.path("Ref").asText());
        } else if (node.has("Fn::GetAtt")) {
            JsonNode attribute = node.path("Fn::GetAtt");
            String target = attribute.isArray() ? attribute.path(0).asText() : attribute.asText();
            named.add(target.replaceAll("[.].*$", ""));
        } else {
            if (node.has("Fn::Sub")) {
                JsonNode text = node.path("Fn::Sub");
                Matcher names =
                        PLACEHOLDER.matcher(text.isArray() ? text.path(0).asText() : text.asText());
                while (names.find()) {
                    named.add(names.group(1));
                }
            }
            node.forEach(child -> collect(child, named));
        }
    }

    private static void texts(JsonNode node, Set<String> named) {
        if (node.isTextual()) {
            named.add(node.asText());
        }
        node.forEach(each -> named.add(each.asText()));
    }

    /**
     * The resources that keep a creation from being over sooner, in their order.
     *
     * @param durations how long each takes by itself, by logical id
     */
    List<String> criticalPath(Map<String, Duration> durations) {
        Map<String, Duration> ends = new HashMap<>();
        types.keySet().forEach(id -> end(id, durations, ends));
        List<String> path = new ArrayList<>();
        Set<String> candidates = types.keySet();
        while (!candidates.isEmpty()) {
            String last = candidates.stream()
                    .max(Comparator.comparing((String id) -> ends.getOrDefault(id, Duration.ZERO)))
                    .orElseThrow();
            path.add(0, last);
            candidates = waitsFor.getOrDefault(last, Set.of());
        }
        return path;
    }

    /** Comes back: CloudFormation refuses a template with a circle. */
    private Duration end(String id, Map<String, Duration> durations, Map<String, Duration> ends) {
        Duration known = ends.get(id);
        if (known != null) {
            return known;
        }
        Duration start = waitsFor.getOrDefault(id, Set.of()).stream()
                .map(before -> end(before, durations, ends))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Duration end = start.plus(durations.getOrDefault(id, Duration.ZERO));
        ends.put(id, end);
        return end;
    }
}
