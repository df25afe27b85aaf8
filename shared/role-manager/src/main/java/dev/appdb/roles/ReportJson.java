package dev.appdb.roles;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes the reports as minified JSON, in the shapes that the role manager's callers print. */
final class ReportJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ReportJson() {}

    static String of(RolesReport report) {
        return write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("roles");
            for (String role : report.roles()) {
                json.writeString(role);
            }
            json.writeEndArray();
            writeMap(json, "roles_with_groups", report.rolesWithGroups());
            writeMap(json, "schema_privileges", report.schemaPrivileges());
            json.writeEndObject();
        });
    }

    static String of(CheckReport report) {
        return write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("checks");
            for (Check check : report.checks()) {
                json.writeStartObject();
                json.writeStringField("id", check.id());
                json.writeStringField("severity", check.severity().label());
                json.writeStringField("subject", check.subject());
                json.writeStringField("status", check.status().label());
                json.writeStringField("found", check.found());
                json.writeStringField("remedy", check.remedy().toString());
                if (!check.cause().isEmpty()) {
                    json.writeStringField("cause", check.cause());
                }
                if (!check.accepted().isEmpty()) {
                    json.writeStringField("accepted", check.accepted());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static String of(Expectations expected) {
        return write(json -> {
            json.writeStartArray();
            for (Expectation each : expected.all()) {
                json.writeStartObject();
                if (!each.isOfRole()) {
                    json.writeStringField("schema", each.schema());
                } else {
                    json.writeStringField("role", each.role());
                    json.writeArrayFieldStart("may");
                    for (May may : each.may()) {
                        json.writeString(may.label());
                    }
                    json.writeEndArray();
                }
                json.writeStringField("why", each.why());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static String of(DatabasePlan plan) {
        return write(json -> {
            json.writeStartObject();
            json.writeNumberField("format", 1);
            PlanJson.write(json, plan);
            json.writeEndObject();
        });
    }

    private static void writeMap(JsonGenerator json, String field, Map<String, String> map) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, String> entry : map.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static String write(Content content) {
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
