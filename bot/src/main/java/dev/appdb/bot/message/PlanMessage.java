package dev.appdb.bot.message;

import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.Flag;
import dev.appdb.bot.command.Reviewed;
import dev.appdb.plan.Action;
import dev.appdb.plan.Guardrail;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.plan.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan, for people to look at and to approve: exactly this one, by its id. */
public final class PlanMessage {
    private PlanMessage() {}

    /**
     * The plan, with the buttons that its review needs.
     *
     * @param command what was asked for, with its app and environment and with what it allows
     */
    public static Reply of(BotCommand command, Plan plan, PlanReview review, Asked asked) {
        MessageLayout layout = new MessageLayout(title(plan), "plan-" + plan.cluster());
        paragraphs(review).forEach(layout::paragraph);
        if (!(review instanceof PlanReview.Shown)) {
            layout.paragraph(Span.plain("Command: "), Span.code(command.slashText()));
        }
        List<Guardrail.Refusal> refusals = Guardrail.ALL.judge(plan, command.allowed());
        layout.details(
                refusals.stream()
                        .map(refusal -> Detail.quoted("⚠ " + refusal.reason()))
                        .toList(),
                refusals.isEmpty() ? "" : "Refused unless allowed");
        for (Action action : Action.values()) {
            layout.details(
                    plan.changes().stream()
                            .filter(change -> change.action() == action)
                            .map(PlanMessage::detail)
                            .toList(),
                    heading(action, plan.count(action)));
        }
        plan.cost()
                .ifPresent(cost -> layout.paragraph(
                        Span.bold("Estimated cost: " + cost.summary()),
                        Span.plain(" (prices of " + cost.region() + ", " + cost.pricesOf() + "; not included: "
                                + cost.notCounted() + ")")));
        layout.details(plan.notes().stream().map(Detail::quoted).toList(), "Notes");
        return layout.foot("plan " + plan.id(), asked.sentence())
                .buttons(buttons(command, plan, review, refusals))
                .reply();
    }

    private static String title(Plan plan) {
        return plan.isUpToDate()
                ? "✓ Plan for " + plan.cluster() + ": no changes"
                : "Plan for " + plan.cluster() + ": " + plan.summary();
    }

    /** The same for a command that has no plan to show, such as {@code roles update}: what is approved is the command. */
    public static Reply withoutPlan(BotCommand command, PlanReview review, Asked asked) {
        MessageLayout layout = new MessageLayout(command.slashText(), "review");
        paragraphs(review).forEach(layout::paragraph);
        List<Button> buttons = reviewed(review)
                .map(reviewed -> reviewing(
                        reviewed,
                        review instanceof PlanReview.AwaitsRequester ? "Confirm" : "Approve",
                        command.name().purpose()))
                .orElse(List.of());
        return layout.foot(asked.sentence()).buttons(buttons).reply();
    }

    private static List<List<Span>> paragraphs(PlanReview review) {
        List<List<Span>> paragraphs = new ArrayList<>();
        boolean again = false;
        if (review instanceof PlanReview.Closed closed) {
            paragraphs.add(List.of(Span.bold(closed.how())));
        } else if (review instanceof PlanReview.AwaitsApprovals awaits) {
            paragraphs.add(approvals(awaits));
            again = awaits.again();
        } else if (review instanceof PlanReview.AwaitsRequester awaits) {
            again = awaits.again();
        }
        if (again) {
            paragraphs.add(
                    List.of(Span.plain("The plan has changed since it was approved. Review it again.")));
        }
        return paragraphs;
    }

    private static Optional<Reviewed> reviewed(PlanReview review) {
        if (review instanceof PlanReview.AwaitsRequester awaits) {
            return Optional.of(awaits.reviewed());
        }
        return review instanceof PlanReview.AwaitsApprovals awaits ? Optional.of(awaits.reviewed()) : Optional.empty();
    }

    private static String heading(Action action, long count) {
        String word = action.name().charAt(0) + action.name().substring(1).toLowerCase(Locale.ROOT);
        return word + " (" + count + ")";
    }

    private static Detail detail(ResourceChange change) {
        String risks = change.risks().stream().map(Risk::deed).collect(Collectors.joining("; "));
        return Detail.of(
                Span.bold(change.action().sign() + " " + change.type() + " " + change.name()),
                Span.plain(change.purpose().isBlank() ? "" : ": " + change.purpose()),
                Span.bold(change.losesData() ? " DELETES DATA: everything in it is lost." : ""),
                Span.bold(risks.isEmpty() ? "" : " Would " + risks + "."),
                Span.plain(change.details().isEmpty() ? "" : " (" + String.join("; ", change.details()) + ")"));
    }

    private static List<Span> approvals(PlanReview.AwaitsApprovals awaits) {
        String have = awaits.approvedBy().isEmpty() ? "" : " (" + String.join(", ", awaits.approvedBy()) + ")";
        List<Span> spans = new ArrayList<>();
        spans.add(Span.bold("Waiting for approval: " + awaits.approvedBy().size() + " of " + awaits.needed() + have));
        spans.add(Span.plain(". Expires " + Asked.time(awaits.expiresAt()) + ". Approvers: "));
        String separator = "";
        for (Approver approver : awaits.mayApprove()) {
            spans.add(Span.plain(separator));
            spans.add(approver.span());
            separator = ", ";
        }
        String end = awaits.mayApprove().stream().anyMatch(Approver::isMany) ? ", except the requester." : ".";
        spans.add(Span.plain(awaits.mayApprove().isEmpty() ? "no one else." : end));
        return spans;
    }

    private static List<Button> buttons(
            BotCommand command, Plan plan, PlanReview review, List<Guardrail.Refusal> refusals) {
        BotCommand apply = BotCommand.of(
                CommandName.APPLY,
                command.app().orElseThrow(),
                command.environment().orElseThrow());
        if (!refusals.isEmpty() && !(review instanceof PlanReview.Closed)) {
            return List.of(Button.of("Allow and plan again", allowing(apply, refusals, command.allowed()))
                    .styled(Button.DANGER)
                    .confirmed("This plans again and allows the changes that are refused now."));
        }
        if (review instanceof PlanReview.Shown) {
            return plan.isUpToDate()
                    ? List.of()
                    : List.of(Button.of("Apply", apply).styled(Button.PRIMARY));
        }
        String label = review instanceof PlanReview.AwaitsRequester ? "Apply this plan" : "Approve";
        return reviewed(review)
                .map(reviewed -> reviewing(reviewed, label, plan.cluster() + ": " + plan.summary()))
                .orElse(List.of());
    }

    private static List<Button> reviewing(Reviewed reviewed, String label, String question) {
        return List.of(
                Button.of(label, BotCommand.of(CommandName.APPROVE, reviewed))
                        .styled(Button.PRIMARY)
                        .confirmed(question),
                Button.of("Deny", BotCommand.of(CommandName.DENY, reviewed)).styled(Button.DANGER));
    }

    private static BotCommand allowing(BotCommand apply, List<Guardrail.Refusal> refusals, Set<String> before) {
        List<String> names = new ArrayList<>();
        BotCommand allowing = apply;
        for (Risk risk : Risk.values()) {
            if (before.contains(risk.permission())
                    || refusals.stream().anyMatch(each -> each.permission().equals(risk.permission()))) {
                allowing = allowing.with(flag(risk), "");
            }
        }
        before.stream().filter(name -> !name.startsWith("--")).forEach(names::add);
        refusals.stream()
                .filter(refusal -> refusal.permission().startsWith(Flag.ALLOW_REPLACE.word()))
                .map(Guardrail.Refusal::name)
                .forEach(names::add);
        return names.isEmpty()
                ? allowing
                : allowing.with(Flag.ALLOW_REPLACE, names.stream().distinct().collect(Collectors.joining(" ")));
    }

    private static Flag flag(Risk risk) {
        return switch (risk) {
            case MAJOR_UPGRADE -> Flag.ALLOW_UPGRADE;
            case UNPROTECTED -> Flag.ALLOW_UNPROTECTED;
            case UNENCRYPTED -> Flag.ALLOW_UNENCRYPTED;
        };
    }
}
