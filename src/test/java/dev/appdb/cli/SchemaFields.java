package dev.appdb.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** A page of reference about the schemas: a table for each object, with its fields, and those of the objects in it. */
final class SchemaFields {
    private final JsonNode common;
    private final StringBuilder page = new StringBuilder();

    /** @param common the schema that the others refer to */
    SchemaFields(JsonNode common) {
        this.common = common;
    }

    /** Adds a schema, and the objects that it defines for itself. */
    SchemaFields add(String name, JsonNode schema) {
        page.append("\n## ")
                .append(name)
                .append("\n\n[")
                .append(schema.path("title").asText());
        page.append("](schemas/").append(name).append(".schema.json)");
        String description = schema.path("description").asText();
        page.append(description.isEmpty() ? "." : ". " + description).append("\n");
        if (schema.has("properties")) {
            table(schema);
        }
        schema.path("$defs").properties().forEach(this::definition);
        return this;
    }

    /** An object of more than one schema, or one kind of event. */
    private void definition(Map.Entry<String, JsonNode> definition) {
        JsonNode object = object(definition.getValue());
        if (object.has("properties")) {
            String name = object.path("properties").path("event").path("const").asText("Object " + definition.getKey());
            String description = object.path("description").asText();
            page.append("\n### ").append(name).append("\n");
            page.append(description.isEmpty() ? "" : "\n" + description + "\n");
            table(object);
        }
    }

    /** The object itself, where it may also be null or stand in a list. */
    private static JsonNode object(JsonNode schema) {
        JsonNode either = schema.path("anyOf").path(0);
        JsonNode items = schema.path("items");
        return either.has("properties") && schema.path("anyOf").size() == 2
                ? either
                : items.has("properties") ? items : schema;
    }

    private void table(JsonNode object) {
        page.append("\n| field | value | always there | meaning |\n|---|---|---|---|\n");
        rows("", object);
    }

    private void rows(String prefix, JsonNode object) {
        List<String> required = new ArrayList<>();
        object.path("required").forEach(each -> required.add(each.asText()));
        object.path("properties").properties().forEach(field -> {
            JsonNode value = field.getValue();
            page.append("| `").append(prefix).append(field.getKey()).append("` | ");
            page.append(type(value)).append(" | ");
            page.append(required.contains(field.getKey()) ? "yes" : "").append(" | ");
            page.append(value.path("description").asText().replace("|", "\\|").replace("<", "&lt;"))
                    .append(" |\n");
            boolean isList = value.path("items").has("properties");
            JsonNode inner = isList ? value.path("items") : value;
            if (inner.has("properties")) {
                rows(prefix + field.getKey() + (isList ? "[]." : "."), inner);
            }
        });
    }

    private String type(JsonNode schema) {
        if (schema.has("$ref")) {
            return reference(schema.path("$ref").asText());
        }
        if (schema.has("const")) {
            return "`" + schema.path("const").asText() + "`";
        }
        StringJoiner either = new StringJoiner(", ");
        schema.path("enum").forEach(each -> either.add("`" + each.asText() + "`"));
        schema.path("anyOf").forEach(each -> either.add(type(each)));
        if (either.length() > 0) {
            return either.toString();
        }
        if (schema.has("items")) {
            return "list of " + type(schema.path("items"));
        }
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            type.forEach(each -> either.add(each.asText()));
            return either.toString();
        }
        boolean isMap = schema.path("additionalProperties").isObject();
        return isMap ? "object of " + type(schema.path("additionalProperties")) : type.asText();
    }

    /** A link to the section of an object, or the type of a plain value. */
    private String reference(String pointer) {
        String name = pointer.replaceAll(".*/", "");
        JsonNode definition = common.path("$defs").path(name);
        return object(definition).has("properties")
                ? "[" + name + "](#object-" + name.toLowerCase(Locale.ROOT) + ")"
                : type(definition);
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
