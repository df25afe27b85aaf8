package dev.appdb.roles.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.appdb.failure.Remedy;
import dev.appdb.roles.AccessRequest;
import dev.appdb.roles.CheckOptions;
import dev.appdb.roles.PlanJson;
import dev.appdb.roles.RoleSpec;
import dev.appdb.roles.UpdateMode;
import dev.appdb.roles.UpdateOptions;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The payloads to invoke the function with, for a full answer. A function that the reference's Terraform made understands
 * manage and check as well, and answers in its own way.
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

    /** To make the database as declared, under conditions; the database's and the users' names are the function's own. */
    public static String manage(RoleSpec spec, UpdateOptions options) {
        return write(FunctionRequest.Action.MANAGE, json -> {
            declared(json, spec);
            json.writeStringField("mode", options.mode().label());
            if (options.expectedPlan().isPresent()) {
                json.writeStringField("plan", options.expectedPlan().get());
            }
            texts(json, "allow_revoke", options.allowedRevocations());
            json.writeNumberField("lock_timeout_seconds", options.lockTimeout().toMillis() / 1000.0);
        });
    }

    /** For the plan of {@link #manage(RoleSpec, UpdateOptions)}. */
    public static String plan(RoleSpec spec, UpdateMode mode) {
        return write(FunctionRequest.Action.PLAN, json -> {
            declared(json, spec);
            json.writeStringField("mode", mode.label());
        });
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
            update(json, options.update());
        });
    }

    /** To check whether the database is as declared, with the roles that are meant to connect. */
    public static String check(RoleSpec spec, CheckOptions options) {
        return write(FunctionRequest.Action.CHECK, json -> {
            declared(json, spec);
            json.writeBooleanField("probe", options.probe());
            update(json, options.update());
        });
    }

    /** To grant, revoke or list temporary access. */
    public static String access(AccessRequest request) {
        return write(FunctionRequest.Action.ACCESS, json -> {
            json.writeStringField("operation", request.operation().name().toLowerCase(Locale.ROOT));
            json.writeStringField("user", request.user());
            json.writeStringField("as", request.as());
            json.writeNumberField("seconds", request.duration().toSeconds());
            json.writeStringField("reason", request.reason());
            json.writeStringField("by", request.by());
            if (request.until().isPresent()) {
                json.writeStringField("until", request.until().get().toString());
            }
        });
    }

    /** For the extensions that the server could give. */
    public static String extensions() {
        return write(FunctionRequest.Action.EXTENSIONS, json -> {});
    }

    /** Names as the function's environment has them: a JSON array, since they may have any character. */
    public static String names(Collection<String> names) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartArray();
            for (String name : names) {
                json.writeString(name);
            }
            json.writeEndArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a StringWriter does not fail", impossible);
        }
        return text.toString();
    }

    /** The command as a value; its words as well, which is all that functions of before read. */
    private static void update(JsonGenerator json, Remedy command) throws IOException {
        json.writeStringField("update_command", command.toString());
        json.writeFieldName("update_command_parts");
        PlanJson.writeParts(json, command);
    }

    private static void declared(JsonGenerator json, RoleSpec spec) throws IOException {
        config(json, spec.extensions());
        texts(json, "keep_connect", spec.keepConnect());
        if (!spec.expected().all().isEmpty()) {
            json.writeFieldName("expect");
            json.writeRawValue(spec.expected().toJson());
        }
    }

    private static void texts(JsonGenerator json, String field, Set<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
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
