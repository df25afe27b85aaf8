package dev.appdb.roles.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A JSON object that was read, asked for its fields by name and type. Messages name fields and types, not values. */
final class JsonObject {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String path;
    private final Map<String, @Nullable Object> fields;

    private JsonObject(String path, Map<String, @Nullable Object> fields) {
        this.path = path;
        this.fields = fields;
    }

    /** @throws JsonShapeException if the text is not one JSON array of objects */
    static List<JsonObject> parseArray(String text) throws JsonShapeException {
        return parse("{\"items\":" + text + "}").objects("items");
    }

    /** @throws JsonShapeException if the text is not one JSON object */
    static JsonObject parse(String text) throws JsonShapeException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Object read = value(parser);
            if (parser.nextToken() != null) {
                throw new JsonShapeException("something follows the JSON object");
            }
            return object("", read);
        } catch (IOException e) {
            throw new JsonShapeException("it is not JSON, or has a field twice");
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, value(parser));
            }
            return fields;
        }
        if (token == JsonToken.START_ARRAY) {
            List<@Nullable Object> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser));
            }
            return items;
        }
        return scalar(parser, token);
    }

    private static @Nullable Object scalar(JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw new EOFException("nothing where a value was expected");
        }
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getNumberValue();
        };
    }

    /** Returns whether the field is there and not null. */
    boolean has(String field) {
        return fields.get(field) != null;
    }

    Set<String> names() {
        return Collections.unmodifiableSet(fields.keySet());
    }

    String text(String field) throws JsonShapeException {
        return as(String.class, "a text", at(field), fields.get(field));
    }

    @Nullable
    String textOrNull(String field) throws JsonShapeException {
        return has(field) ? text(field) : null;
    }

    boolean flag(String field) throws JsonShapeException {
        return as(Boolean.class, "true or false", at(field), fields.get(field));
    }

    Number number(String field) throws JsonShapeException {
        return as(Number.class, "a number", at(field), fields.get(field));
    }

    JsonObject object(String field) throws JsonShapeException {
        return object(at(field), fields.get(field));
    }

    List<JsonObject> objects(String field) throws JsonShapeException {
        List<JsonObject> all = new ArrayList<>();
        for (Object item : list(field)) {
            all.add(object(at(field), item));
        }
        return all;
    }

    List<String> texts(String field) throws JsonShapeException {
        List<String> all = new ArrayList<>();
        for (Object item : list(field)) {
            all.add(as(String.class, "a text", at(field), item));
        }
        return all;
    }

    /** An object's fields, all texts; those that are null are left out. */
    SortedMap<String, String> textsByName(String field) throws JsonShapeException {
        JsonObject object = object(field);
        SortedMap<String, String> all = new TreeMap<>();
        for (String name : object.names()) {
            if (object.has(name)) {
                all.put(name, object.text(name));
            }
        }
        return all;
    }

    /** All of this object's fields, which are texts; as they came. */
    Map<String, String> texts() throws JsonShapeException {
        Map<String, String> all = new LinkedHashMap<>();
        for (String name : names()) {
            all.put(name, text(name));
        }
        return all;
    }

    /** A constant by its name in lower case. */
    <E extends Enum<E>> E constant(Class<E> type, String field) throws JsonShapeException {
        try {
            return Enum.valueOf(type, text(field).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new JsonShapeException(field + " is none that this version knows");
        }
    }

    private List<?> list(String field) throws JsonShapeException {
        return as(List.class, "a list", at(field), fields.get(field));
    }

    private String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    @SuppressWarnings("unchecked") // the maps that value() makes have no other keys
    private static JsonObject object(String path, @Nullable Object value) throws JsonShapeException {
        return new JsonObject(path, as(Map.class, "an object", path.isEmpty() ? "it" : path, value));
    }

    private static <T> T as(Class<T> type, String expected, String path, @Nullable Object value)
            throws JsonShapeException {
        if (value == null) {
            throw new JsonShapeException(path + " is missing: give " + expected);
        }
        if (!type.isInstance(value)) {
            throw new JsonShapeException(path + " is not " + expected);
        }
        return type.cast(value);
    }
}
