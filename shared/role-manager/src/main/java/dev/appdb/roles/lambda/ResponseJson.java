package dev.appdb.roles.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import dev.appdb.roles.AccessReport;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.ExtensionOutcome;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.PlanJson;
import dev.appdb.roles.TemporaryAccess;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** Writes the answers of format 1, which {@link RoleManagerResponses} reads. */
final class ResponseJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ResponseJson() {}

    static String of(ManageReport report) {
        return object(json -> {
            texts(json, "changes", report.changes());
            texts(json, "notices", report.notices());
            json.writeArrayFieldStart("obstacles");
            for (Failure action : report.manualActions()) {
                json.writeStartObject();
                json.writeStringField("what", action.what());
                json.writeStringField("why", action.why());
                json.writeStringField("remedy", action.remedy().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("extensions");
            for (ExtensionOutcome extension : report.extensions()) {
                outcome(json, extension);
            }
            json.writeEndArray();
            json.writeFieldName("roles");
            json.writeRawValue(report.roles().toJson());
        });
    }

    private static void outcome(JsonGenerator json, ExtensionOutcome extension) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", extension.name());
        json.writeStringField("result", extension.result().name().toLowerCase(Locale.ROOT));
        json.writeStringField("schema", extension.schema());
        json.writeStringField("reason", extension.reason());
        json.writeStringField("remedy", extension.remedy().toString());
        texts(json, "dependants", extension.dependants());
        json.writeEndObject();
    }

    static String of(CheckReport report) {
        return object(json -> {
            json.writeArrayFieldStart("checks");
            for (Check check : report.checks()) {
                json.writeStartObject();
                json.writeStringField("id", check.id());
                json.writeStringField("severity", check.severity().label());
                json.writeStringField("subject", check.subject());
                json.writeStringField("status", check.status().label());
                json.writeStringField("found", check.found());
                json.writeStringField("remedy", check.remedy().toString());
                json.writeFieldName("remedy_parts");
                PlanJson.writeParts(json, check.remedy());
                if (!check.cause().isEmpty()) {
                    json.writeStringField("cause", check.cause());
                }
                if (!check.accepted().isEmpty()) {
                    json.writeStringField("accepted", check.accepted());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            if (report.roles().isPresent()) {
                json.writeFieldName("roles");
                json.writeRawValue(report.roles().get().toJson());
            }
        });
    }

    static String of(List<AvailableExtension> extensions) {
        return object(json -> {
            json.writeArrayFieldStart("extensions");
            for (AvailableExtension extension : extensions) {
                json.writeStartObject();
                json.writeStringField("name", extension.name());
                json.writeStringField("default_version", extension.defaultVersion());
                json.writeStringField("installed_version", extension.installedVersion());
                json.writeStringField("schema", extension.schema());
                json.writeBooleanField("trusted", extension.trusted());
                json.writeBooleanField("superuser", extension.superuser());
                json.writeStringField("comment", extension.comment());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static String of(AccessReport report) {
        return object(json -> {
            texts(json, "changes", report.changes());
            json.writeArrayFieldStart("access");
            for (TemporaryAccess access : report.access()) {
                json.writeStartObject();
                json.writeStringField("user", access.user());
                json.writeStringField("as", access.as());
                json.writeStringField("until", access.until());
                json.writeStringField("reason", access.reason());
                json.writeStringField("by", access.by());
                json.writeStringField("since", access.since());
                json.writeStringField("state", access.state().name().toLowerCase(Locale.ROOT));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static String of(DatabasePlan plan) {
        return object(json -> PlanJson.write(json, plan));
    }

    /** A remedy's parts alone. */
    static String parts(Remedy remedy) {
        return written(json -> PlanJson.writeParts(json, remedy));
    }

    private static void texts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static String object(Content content) {
        return written(json -> {
            json.writeStartObject();
            json.writeNumberField("format", FunctionRequest.FORMAT);
            content.writeTo(json);
            json.writeEndObject();
        });
    }

    private static String written(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            content.writeTo(json);
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
