package dev.appdb.roles;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.RemedyFields;
import dev.appdb.roles.DatabasePlan.Change;
import dev.appdb.roles.DatabasePlan.Loss;
import java.io.IOException;
import java.util.Map;

/**
 * Writes a plan's fields as JSON; {@link dev.appdb.roles.lambda.RoleManagerResponses#plan} reads them.
 *
 * <p>{@code "id", "database", "mode": "full"|"additive", "counts": {"grant": 2, …}, "changes": [{"rule", "kind", "sentence",
 * "sql", "role", "losses": [{"role", "what", "on", "through", "evidence", "needs_consent"}]}], "refusals": [{"code", "what",
 * "why", "remedy", "remedy_parts"}], "open": [{"id", "severity", "subject", "status", "found", "remedy", "remedy_parts"}],
 * "script"}, where remedy_parts are as in {@link RemedyFields}.
 */
public final class PlanJson {
    private PlanJson() {}

    /** Writes the fields into an object that has been started. */
    public static void write(JsonGenerator json, DatabasePlan plan) throws IOException {
        json.writeStringField("id", plan.id());
        json.writeStringField("database", plan.database());
        json.writeStringField("mode", plan.mode().label());
        json.writeObjectFieldStart("counts");
        for (Map.Entry<DatabasePlan.Kind, Integer> count : plan.counts().entrySet()) {
            json.writeNumberField(count.getKey().label(), count.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("changes");
        for (Change change : plan.changes()) {
            write(json, change);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("refusals");
        for (Failure refusal : plan.refusals()) {
            json.writeStartObject();
            json.writeStringField("code", refusal.code());
            json.writeStringField("what", refusal.what());
            json.writeStringField("why", refusal.why());
            write(json, refusal.remedy());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("open");
        for (Check check : plan.open()) {
            write(json, check);
        }
        json.writeEndArray();
        json.writeStringField("script", plan.script());
    }

    private static void write(JsonGenerator json, Change change) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", change.rule());
        json.writeStringField("kind", change.kind().label());
        json.writeStringField("sentence", change.sentence());
        json.writeStringField("sql", change.sql());
        json.writeStringField("role", change.role());
        json.writeArrayFieldStart("losses");
        for (Loss loss : change.losses()) {
            json.writeStartObject();
            json.writeStringField("role", loss.role());
            json.writeStringField("what", loss.what());
            json.writeStringField("on", loss.on());
            json.writeStringField("through", loss.through());
            json.writeStringField("evidence", loss.evidence());
            json.writeBooleanField("needs_consent", loss.needsConsent());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Check check) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", check.id());
        json.writeStringField("severity", check.severity().label());
        json.writeStringField("subject", check.subject());
        json.writeStringField("status", check.status().label());
        json.writeStringField("found", check.found());
        write(json, check.remedy());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Remedy remedy) throws IOException {
        json.writeStringField("remedy", remedy.toString());
        json.writeFieldName("remedy_parts");
        writeParts(json, remedy);
    }

    /** Writes a remedy's parts as an array. */
    public static void writeParts(JsonGenerator json, Remedy remedy) throws IOException {
        json.writeStartArray();
        for (Map<String, String> part : RemedyFields.of(remedy)) {
            json.writeStartObject();
            for (Map.Entry<String, String> field : part.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
