package dev.appdb.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The keywords of JSON Schema that the documentation's schemas use; any other one is an error rather than ignored. */
final class JsonSchema {
    private static final Set<String> WORDS_ONLY = Set.of("$schema", "$defs", "title", "description");

    private final JsonNode root;
    private final List<String> violations = new ArrayList<>();

    JsonSchema(JsonNode root) {
        this.root = root;
    }

    /** All violations, each with its path; none where the document is valid. */
    List<String> violations(JsonNode document) {
        violations.clear();
        check("", root, document);
        return List.copyOf(violations);
    }

    private void check(String path, JsonNode schema, JsonNode value) {
        schema.properties().forEach(keyword -> {
            if (!WORDS_ONLY.contains(keyword.getKey())
                    && !isValid(path, schema, keyword.getKey(), keyword.getValue(), value)) {
                violations.add(path + ": " + keyword.getKey() + " " + keyword.getValue());
            }
        });
    }

    private boolean isValid(String path, JsonNode schema, String keyword, JsonNode wanted, JsonNode value) {
        return switch (keyword) {
            case "$ref" -> {
                check(path, root.at(wanted.asText().substring(1)), value);
                yield root.at(wanted.asText().substring(1)).isObject();
            }
            case "type" -> isOfType(wanted.asText(), value);
            case "const" -> wanted.equals(value);
            case "enum" -> StreamSupport.stream(wanted.spliterator(), false).anyMatch(value::equals);
            case "minimum" -> value.asLong() >= wanted.asLong();
            case "minLength" -> value.asText().length() >= wanted.asInt();
            case "pattern" ->
                Pattern.compile(wanted.asText()).matcher(value.asText()).find();
            case "required" ->
                StreamSupport.stream(wanted.spliterator(), false).allMatch(name -> value.has(name.asText()));
            case "properties" -> {
                value.properties()
                        .forEach(field ->
                                check(path + "/" + field.getKey(), wanted.path(field.getKey()), field.getValue()));
                yield value.isObject();
            }
            case "additionalProperties" -> {
                if (wanted.isObject()) {
                    value.properties().forEach(field -> check(path + "/" + field.getKey(), wanted, field.getValue()));
                }
                yield wanted.isObject()
                        || (!wanted.asBoolean()
                                && value.properties().stream()
                                        .allMatch(field ->
                                                schema.path("properties").has(field.getKey())));
            }
            case "items" -> {
                for (int i = 0; i < value.size(); i++) {
                    check(path + "/" + i, wanted, value.get(i));
                }
                yield value.isArray();
            }
            default -> throw new IllegalArgumentException("the schema uses " + keyword + ", which is not understood");
        };
    }

    private static boolean isOfType(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            default -> throw new IllegalArgumentException("the schema uses type " + type);
        };
    }
}
