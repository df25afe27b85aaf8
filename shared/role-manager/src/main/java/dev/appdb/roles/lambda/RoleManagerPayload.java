package dev.appdb.roles.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.appdb.roles.CheckOptions;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The payloads to invoke the function with, for a full answer. A function that the reference's Terraform made understands the
 * first two as well, and answers in its own way.
 */
public final class RoleManagerPayload {
    private static final JsonFactory FACTORY = new JsonFactory();

    private RoleManagerPayload() {}

    /**
     * To make the database as declared.
     *
     * @param extensions extension name to whether it is meant to be there
     */
    public static String manage(Map<String, Boolean> extensions) {
        return write(FunctionRequest.Action.MANAGE, json -> config(json, extensions));
    }

    /**
     * To check whether the database is as declared.
     *
     * @param extensions extension name to whether it is meant to be there
     */
    public static String check(Map<String, Boolean> extensions, CheckOptions options) {
        return write(FunctionRequest.Action.CHECK, json -> {
            config(json, extensions);
            json.writeBooleanField("probe", options.probe());
            json.writeStringField("update_command", options.update().toString());
        });
    }

    /** For the extensions that the server could give. */
    public static String extensions() {
        return write(FunctionRequest.Action.EXTENSIONS, json -> {});
    }

    private static void config(JsonGenerator json, Map<String, Boolean> extensions) throws IOException {
        json.writeObjectFieldStart("config");
        json.writeObjectFieldStart("superuser_extensions");
        for (Map.Entry<String, Boolean> extension : extensions.entrySet()) {
            json.writeBooleanField(extension.getKey(), extension.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String write(FunctionRequest.Action action, Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("action", action.label());
            content.writeTo(json);
            json.writeNumberField("format", FunctionRequest.FORMAT);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a StringWriter does not fail", impossible);
        }
        return text.toString();
    }

    @FunctionalInterface
    private interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }
}
