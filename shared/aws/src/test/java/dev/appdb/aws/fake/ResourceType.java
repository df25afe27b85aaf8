package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The properties of a resource type in the published resource schemas
 * ({@code resource-types.json} beside this class holds the types that appdb uses).
 *
 * @param identifier the property that is the physical id, which may be left to CloudFormation
 * @param createOnly properties whose change replaces the resource
 * @param conditional properties whose change may replace the resource
 * @param writeOnly properties that drift detection cannot see
 */
record ResourceType(
        String name,
        String identifier,
        Set<String> createOnly,
        Set<String> conditional,
        Set<String> writeOnly,
        Set<String> attributes,
        Set<String> required,
        Set<String> properties) {
    private static final Map<String, ResourceType> KNOWN = load();

    static Optional<ResourceType> find(String name) {
        return Optional.ofNullable(KNOWN.get(name));
    }

    static ResourceType of(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("the fake does not know the type " + name));
    }

    /** {@code Always}, {@code Conditionally} or {@code Never}. */
    String recreation(String property) {
        if (createOnly.contains(property)) {
            return "Always";
        }
        return conditional.contains(property) ? "Conditionally" : "Never";
    }

    /** Returns true if a caller may choose the physical id. */
    boolean hasChosenName() {
        return properties.contains(identifier);
    }

    private static Map<String, ResourceType> load() {
        Map<String, ResourceType> types = new HashMap<>();
        try (InputStream file = ResourceType.class.getResourceAsStream("resource-types.json")) {
            Json.MAPPER
                    .readTree(file)
                    .properties()
                    .forEach(entry -> types.put(entry.getKey(), parse(entry.getKey(), entry.getValue())));
        } catch (IOException e) {
            throw new UncheckedIOException("resource-types.json cannot be read", e);
        }
        return types;
    }

    private static ResourceType parse(String name, JsonNode facts) {
        List<String> identifiers = Json.texts(facts.path("identifier"));
        return new ResourceType(
                name,
                identifiers.get(0),
                set(facts, "createOnly"),
                set(facts, "conditionalCreateOnly"),
                set(facts, "writeOnly"),
                set(facts, "readOnly"),
                set(facts, "required"),
                set(facts, "properties"));
    }

    private static Set<String> set(JsonNode facts, String field) {
        return Set.copyOf(Json.texts(facts.path(field)));
    }
}
