package dev.appdb.roles.lambda;

import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.RemedyFields;
import dev.appdb.roles.Check;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.DatabasePlan.Change;
import dev.appdb.roles.DatabasePlan.Loss;
import dev.appdb.roles.UpdateMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the JSON that {@link dev.appdb.roles.PlanJson} writes. */
final class PlanReader {
    private PlanReader() {}

    static DatabasePlan read(JsonObject json) throws JsonShapeException {
        List<Change> changes = new ArrayList<>();
        for (JsonObject each : json.objects("changes")) {
            changes.add(change(each));
        }
        List<Failure> refusals = new ArrayList<>();
        for (JsonObject each : json.objects("refusals")) {
            refusals.add(Failure.refused(each.text("code"), each.text("what"), each.text("why"), remedy(each)));
        }
        List<Check> open = new ArrayList<>();
        for (JsonObject each : json.objects("open")) {
            open.add(new Check(
                    each.text("id"),
                    each.constant(Check.Severity.class, "severity"),
                    each.text("subject"),
                    each.constant(Check.Status.class, "status"),
                    each.text("found"),
                    remedy(each)));
        }
        return new DatabasePlan(
                json.text("id"),
                json.text("database"),
                json.constant(UpdateMode.class, "mode"),
                changes,
                refusals,
                open,
                json.text("script"));
    }

    private static Change change(JsonObject json) throws JsonShapeException {
        List<Loss> losses = new ArrayList<>();
        for (JsonObject each : json.objects("losses")) {
            losses.add(new Loss(
                    each.text("role"),
                    each.text("what"),
                    each.text("on"),
                    each.text("through"),
                    each.text("evidence"),
                    each.flag("needs_consent")));
        }
        return new Change(
                json.text("rule"),
                json.constant(DatabasePlan.Kind.class, "kind"),
                json.text("sentence"),
                json.text("sql"),
                json.text("role"),
                losses);
    }

    private static Remedy remedy(JsonObject json) throws JsonShapeException {
        return RemedyFields.read(json.text("remedy"), parts(json.objects("remedy_parts")));
    }

    static List<Map<String, String>> parts(List<JsonObject> objects) throws JsonShapeException {
        List<Map<String, String>> parts = new ArrayList<>();
        for (JsonObject each : objects) {
            parts.add(each.texts());
        }
        return parts;
    }
}
