package dev.appdb.bot.message;

import dev.appdb.bot.command.Reviewed;
import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.plan.DatabasePart;
import dev.appdb.plan.Plan;
import dev.appdb.roles.Check;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.DatabasePlan.Change;
import dev.appdb.roles.DatabasePlan.Kind;
import dev.appdb.roles.DatabasePlan.Loss;
import dev.appdb.roles.UpdateMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every message about the changes inside a database, with one text in every place that comes from outside. */
final class DatabaseExamples {
    private final String text;

    DatabaseExamples(String text) {
        this.text = text;
    }

    Map<String, Reply> all(Asked asked) {
        Map<String, Reply> all = new LinkedHashMap<>();
        PlanReview requester = new PlanReview.AwaitsRequester(
                new Reviewed(MessageExamples.RUN, "roles.0123456789ab-0123456789abcdef"), false);
        all.put("roles-plan", reply("roles plan shop prod", part(List.of(drop())), new PlanReview.Shown(), asked));
        all.put("roles-update", reply("roles update shop prod", part(List.of(drop())), requester, asked));
        all.put(
                "roles-refused",
                reply(
                        "roles update shop prod --additive --allow-revoke other --break-glass --reason why",
                        part(List.of(grant(), revoke())),
                        new PlanReview.Refused(Remedy.of("To agree, add {}.", Remedy.option("--allow-revoke", text))),
                        asked));
        all.put(
                "roles-impossible",
                reply("roles plan shop prod", DatabasePart.of(impossible()), new PlanReview.Shown(), asked));
        all.put(
                "roles-unknown",
                reply(
                        "apply shop prod",
                        DatabasePart.unknown(text, Remedy.run(Subcommand.STATUS.about("shop", "prod"))),
                        requester,
                        asked));
        all.put("roles-up-to-date", reply("roles plan shop prod", part(List.of()), new PlanReview.Shown(), asked));
        return all;
    }

    static Reply reply(String typed, DatabasePart part, PlanReview review, Asked asked) {
        return PlanMessage.of(
                MessageExamples.command(typed), Plan.ofDatabase("shop-prod", part), List.of(), review, asked);
    }

    static DatabasePart part(List<Change> changes) {
        return DatabasePart.of(plan(changes, List.of(), List.of()));
    }

    private static DatabasePlan plan(List<Change> changes, List<Failure> refusals, List<Check> open) {
        return new DatabasePlan("0123456789abcdef", "app", UpdateMode.FULL, changes, refusals, open, "");
    }

    private DatabasePlan impossible() {
        return plan(
                List.of(grant()),
                List.of(Failure.refused("extension", "could not create " + text, text, Remedy.of("Correct its name."))),
                List.of(new Check("O01", Check.Severity.WARNING, text, Check.Status.FAILED, text, text)));
    }

    private Change drop() {
        return new Change(
                "E01",
                Kind.DROP_EXTENSION,
                "drop extension pg_trgm",
                "DROP EXTENSION pg_trgm",
                "postgres",
                List.of(new Loss("everybody", "what extension pg_trgm brought", "", "", "", false)));
    }

    private Change grant() {
        return new Change("S03", Kind.GRANT, "grant USAGE on " + text, "GRANT " + text, text, List.of());
    }

    private Change revoke() {
        return new Change(
                "D01",
                Kind.REVOKE,
                "revoke CONNECT from " + text,
                "REVOKE " + text,
                text,
                List.of(new Loss(text, "CONNECT", "database " + text, Loss.PUBLIC, "2 sessions now", true)));
    }
}
