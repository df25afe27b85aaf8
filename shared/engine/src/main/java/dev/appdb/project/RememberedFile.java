package dev.appdb.project;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.request.JsonFormat;
import dev.appdb.setting.RememberedField;
import dev.appdb.setting.Setting;
import dev.appdb.setting.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The JSON text of a {@link RememberedEnvironment}: small, in a stable order, made to be committed. */
final class RememberedFile {
    private RememberedFile() {}

    /** The text: two blanks of indentation, LF, a newline at the end. */
    static String text(RememberedEnvironment environment) {
        try {
            return new JsonMapper()
                            .writer(new DefaultPrettyPrinter()
                                    .withSeparators(Separators.createDefaultInstance()
                                            .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                                    .withObjectIndenter(new DefaultIndenter("  ", "\n")))
                            .writeValueAsString(json(environment))
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers can always be written", e);
        }
    }

    private static ObjectNode json(RememberedEnvironment environment) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", JsonFormat.REMEMBERED);
        json.put(RequiredVersion.FIELD, RequiredVersion.OWN.constraint());
        for (Setting<?> setting : Settings.REMEMBERED) {
            environment
                    .values()
                    .text(setting)
                    .ifPresent(text -> put(json, setting.field().orElseThrow(), text));
        }
        return json;
    }

    private static void put(ObjectNode json, RememberedField field, String text) {
        ObjectNode object = field.object().isEmpty() ? json : json.withObjectProperty(field.object());
        object.set(
                field.name(),
                switch (field.json()) {
                    case TEXT -> TextNode.valueOf(text);
                    case BOOLEAN -> BooleanNode.valueOf(text.equals("true"));
                    case LIST -> list(text);
                    case NUMBER, WHOLE_NUMBER -> number(text);
                });
    }

    private static JsonNode list(String text) {
        try {
            return JsonTree.of(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a setting of the kind LIST writes itself as no JSON", e);
        }
    }

    private static JsonNode number(String text) {
        return text.contains(".")
                ? DoubleNode.valueOf(Double.parseDouble(text))
                : LongNode.valueOf(Long.parseLong(text));
    }

    /** @throws FailureException naming everything in the text that is not understood */
    static RememberedEnvironment parse(Path file, String text) throws FailureException {
        JsonNode json;
        try {
            json = JsonTree.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw notValid(
                    file,
                    at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr(),
                    "it is not valid JSON: " + inOurWords(e),
                    e);
        }
        RememberedReading reading = new RememberedReading(json);
        RememberedEnvironment environment = reading.environment();
        if (environment == null || !reading.problems().isEmpty()) {
            throw notValid(file, "", String.join("; ", reading.problems()), null);
        }
        return environment;
    }

    /** Jackson names places within its messages, too, as {@code [Source: REDACTED …; line: 1, column: 2]}. */
    private static String inOurWords(JsonProcessingException e) {
        return String.valueOf(e.getOriginalMessage())
                .replaceAll("\\[Source: [^]]*?line: (\\d+), column: (\\d+)]", "line $1, column $2")
                .replace("start marker at", "opened at");
    }

    private static FailureException notValid(
            Path file, String place, String why, @org.jspecify.annotations.Nullable Exception cause) {
        Failure failure = Failure.input(
                "remembered-not-valid",
                "could not read " + ProjectFiles.shown(file) + place,
                why,
                "Correct the file, or remove it and give the flags again; appdb never overwrites what it does not"
                        + " understand.");
        return cause == null ? failure.asException() : failure.asException(cause);
    }

    /** One sentence for each field in which a request contradicts what was remembered. */
    static List<String> contradictions(RememberedEnvironment before, RememberedEnvironment after) {
        Map<String, String> old = flat("", json(before), new LinkedHashMap<>());
        Map<String, String> wanted = flat("", json(after), new LinkedHashMap<>());
        List<String> sentences = new ArrayList<>();
        old.forEach((field, value) -> {
            String now = wanted.get(field);
            if (!Objects.equals(now, value)) {
                sentences.add(field + " was " + value + (now == null ? " and goes." : " and becomes " + now + "."));
            }
        });
        return sentences;
    }

    private static Map<String, String> flat(String prefix, JsonNode json, Map<String, String> into) {
        json.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                flat(prefix + field.getKey() + ".", field.getValue(), into);
            } else {
                JsonNode value = field.getValue();
                into.put(prefix + field.getKey(), value.isArray() ? value.toString() : value.asText());
            }
        });
        return into;
    }
}
