package dev.appdb.bot.message;

import dev.appdb.bot.command.SlackRemedy;
import dev.appdb.failure.Failure;
import dev.appdb.plan.DatabasePart;
import dev.appdb.plan.Guardrail;
import dev.appdb.plan.Plan;
import dev.appdb.roles.Check;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.DatabasePlan.Change;
import dev.appdb.roles.DatabasePlan.Kind;
import dev.appdb.roles.DatabasePlan.Loss;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The part of a plan about what is inside the database. The losses come before everything else of the plan, one by one with
 * their statements; what is only made and granted is folded, since its statements are in the script.
 */
final class DatabaseDetails {
    private DatabaseDetails() {}

    /**
     * The changes that take something away, with who loses what.
     *
     * @param allowed the permissions of the command; losses that need another one are marked
     */
    static void addLosses(MessageLayout layout, Plan plan, Set<String> allowed) {
        List<Change> taking = plan.databasePlan().map(DatabasePlan::takingAway).orElse(List.of());
        List<Loss> refused = plan.databasePlan()
                .map(database -> database.consentNeeded(Guardrail.revocations(allowed)))
                .orElse(List.of());
        layout.details(
                taking.stream().map(change -> loss(change, refused)).toList(),
                "Takes away in the database (" + taking.size() + ")"
                        + (refused.isEmpty() ? "" : ", ⚠ refused unless allowed"));
    }

    /** Everything else of the database: what is made, what is not possible, and what people have to do. */
    static void addOthers(MessageLayout layout, Plan plan, SlackRemedy remedies) {
        plan.database().ifPresent(part -> {
            if (part.plan().isPresent()) {
                addOthers(layout, part.plan().get(), remedies);
            } else {
                layout.paragraph(unknown(part, remedies));
            }
        });
    }

    private static void addOthers(MessageLayout layout, DatabasePlan plan, SlackRemedy remedies) {
        List<Change> adding = plan.adding();
        if (!adding.isEmpty()) {
            layout.paragraph(
                    Span.bold("Makes and grants in the database (" + adding.size() + ")"),
                    Span.plain(": " + counts(adding)));
            layout.folded(
                    adding.stream().map(change -> "+ " + change.sentence()).toList());
        }
        layout.details(
                plan.refusals().stream()
                        .map(refusal -> impossible(refusal, remedies))
                        .toList(),
                "Not possible (" + plan.refusals().size() + ")");
        layout.details(
                plan.open().stream().map(check -> open(check, remedies)).toList(),
                "Left for you to do (" + plan.open().size() + ")");
    }

    private static Detail loss(Change change, List<Loss> refused) {
        String sign = change.losses().stream().anyMatch(refused::contains) ? "⚠ " : "− ";
        String losses = change.losses().stream().map(Loss::sentence).collect(Collectors.joining("; "));
        return Detail.of(Span.bold(sign + change.sentence()), Span.plain(": " + losses))
                .with(change.sql());
    }

    private static String counts(List<Change> changes) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        changes.forEach(change -> counts.merge(change.kind(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().label().replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    private static List<Span> unknown(DatabasePart part, SlackRemedy remedies) {
        List<Span> spans = new ArrayList<>();
        spans.add(Span.bold("Changes in the database: unknown. "));
        spans.addAll(Span.quoted(sentence(part.unknown())));
        spans.addAll(Span.quoted(remedies.text(part.remedy())));
        return spans;
    }

    private static Detail impossible(Failure refusal, SlackRemedy remedies) {
        return Detail.quoted(sentence(refusal.problem())).andQuoted(remedies.text(refusal.remedy()));
    }

    private static String sentence(String text) {
        return text.matches("(?s).*[.?!]") ? text + " " : text + ". ";
    }

    private static Detail open(Check check, SlackRemedy remedies) {
        return Detail.of(Span.bold(check.id() + " "), Span.plain(check.subject() + ": " + check.found()))
                .with(remedies.code(check.remedy()));
    }
}
