package dev.appdb.bot.message;

import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.CommandText;
import dev.appdb.bot.command.Flag;
import dev.appdb.bot.command.Reviewed;
import dev.appdb.bot.command.SlackRemedy;
import dev.appdb.plan.Action;
import dev.appdb.plan.Guardrail;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.plan.Risk;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.DatabasePlan.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A plan, for people to look at and to approve: exactly this one, by its id. */
public final class PlanMessage {
    private PlanMessage() {}

    /**
     * The plan, with the buttons that its review needs.
     *
     * @param command what was asked for, with its app and environment and with what it allows
     * @param fileNotes the sources and warnings that belong to the files of the project
     */
    public static Reply of(BotCommand command, Plan plan, List<String> fileNotes, PlanReview review, Asked asked) {
        MessageLayout layout = new MessageLayout(title(plan, review), "plan-" + plan.cluster());
        SlackRemedy remedies = SlackRemedy.of(command);
        if (review instanceof PlanReview.Refused refused) {
            layout.details(
                    List.of(Detail.of(Span.bold("Nothing was changed. ")).andQuoted(remedies.text(refused.remedy()))),
                    "");
        }
        paragraphs(review).forEach(layout::paragraph);
        if (!(review instanceof PlanReview.Shown)) {
            layout.paragraph(Span.plain("Command: "), Span.code(command.slashText()));
        }
        List<Guardrail.Refusal> refusals = Guardrail.ALL.judge(plan, command.allowed());
        List<Detail> dangers = refusals.stream()
                .filter(refusal -> !isOfRole(refusal))
                .map(refusal -> Detail.quoted("⚠ " + refusal.reason()))
                .toList();
        layout.details(dangers, "Refused unless allowed");
        layout.details(fileNotes.stream().map(Detail::quoted).toList(), "Files and settings");
        DatabaseDetails.addLosses(layout, plan, command.allowed());
        for (Action action : Action.values()) {
            layout.details(
                    plan.changes().stream()
                            .filter(change -> change.action() == action)
                            .map(PlanMessage::detail)
                            .toList(),
                    heading(action, plan.count(action)));
        }
        DatabaseDetails.addOthers(layout, plan, remedies);
        plan.cost()
                .ifPresent(cost -> layout.paragraph(
                        Span.bold("Estimated cost: " + cost.summary()),
                        Span.plain(" (prices of " + cost.region() + ", " + cost.pricesOf() + "; not included: "
                                + cost.notCounted() + ")")));
        layout.details(plan.notes().stream().map(Detail::quoted).toList(), "Notes");
        return layout.foot(asked.spans(), "plan " + plan.id())
                .buttons(buttons(command, plan, review, refusals))
                .reply();
    }

    /** Returns whether it is about a role's rights, which are shown with the changes that take them. */
    private static boolean isOfRole(Guardrail.Refusal refusal) {
        return refusal.permission().startsWith(Flag.ALLOW_REVOKE.word() + " ")
                || refusal.permission().startsWith(Flag.ALLOW_LOGIN.word() + " ");
    }

    private static String title(Plan plan, PlanReview review) {
        if (review instanceof PlanReview.Refused) {
            return "✗ Refused: plan for " + plan.cluster() + ": " + plan.summary();
        }
        return plan.isUpToDate()
                ? "✓ Plan for " + plan.cluster() + ": no changes"
                : "Plan for " + plan.cluster() + ": " + plan.summary();
    }

    private static List<List<Span>> paragraphs(PlanReview review) {
        List<List<Span>> paragraphs = new ArrayList<>();
        boolean again = false;
        if (review instanceof PlanReview.Closed closed) {
            paragraphs.add(List.of(Span.bold(closed.how())));
        } else if (review instanceof PlanReview.AwaitsApprovals awaits) {
            paragraphs.addAll(approvals(awaits));
            again = awaits.again();
        } else if (review instanceof PlanReview.AwaitsRequester awaits) {
            again = awaits.again();
        }
        if (again) {
            paragraphs.add(List.of(Span.plain("The plan has changed since it was approved. Review it again.")));
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
        String risks = change.risks().stream().map(Risk::effect).collect(Collectors.joining("; "));
        return Detail.of(
                Span.bold(change.action().sign() + " " + change.type() + " " + change.name()),
                Span.plain(change.purpose().isBlank() ? "" : ": " + change.purpose()),
                Span.bold(change.losesData() ? " DELETES DATA: everything in it is lost." : ""),
                Span.bold(risks.isEmpty() ? "" : " Would " + risks + "."),
                Span.plain(change.details().isEmpty() ? "" : " (" + String.join("; ", change.details()) + ")"));
    }

    private static List<List<Span>> approvals(PlanReview.AwaitsApprovals awaits) {
        List<List<Span>> paragraphs = new ArrayList<>();
        boolean isOne = awaits.approvals().size() == 1;
        if (!isOne) {
            paragraphs.add(List.of(
                    Span.bold("Waiting for approval by each of "
                            + awaits.approvals().size() + " rules"),
                    Span.plain(". Expires "),
                    Span.date(awaits.expiresAt()),
                    Span.plain(".")));
        }
        for (PlanReview.Approvals each : awaits.approvals()) {
            List<Span> spans = new ArrayList<>();
            spans.add(Span.bold((isOne ? "Waiting for approval: " : "• ") + count(each)));
            if (isOne) {
                spans.add(Span.plain(". Expires "));
                spans.add(Span.date(awaits.expiresAt()));
            }
            if (isOne || !each.isMet()) {
                spans.add(Span.plain(". Approvers: "));
                spans.addAll(approvers(each));
            }
            paragraphs.add(spans);
        }
        return paragraphs;
    }

    /** {@code 1 of 2 (Ann)}. */
    private static String count(PlanReview.Approvals approvals) {
        String have = approvals.approvedBy().isEmpty() ? "" : " (" + String.join(", ", approvals.approvedBy()) + ")";
        return approvals.approvedBy().size() + " of " + approvals.needed() + have;
    }

    private static List<Span> approvers(PlanReview.Approvals approvals) {
        List<Span> spans = new ArrayList<>();
        String separator = "";
        for (Approver approver : approvals.mayApprove()) {
            spans.add(Span.plain(separator));
            spans.add(approver.span());
            separator = ", ";
        }
        String end = approvals.mayApprove().stream().anyMatch(Approver::isMany) ? ", except the requester." : ".";
        spans.add(Span.plain(approvals.mayApprove().isEmpty() ? "no one else." : end));
        return spans;
    }

    private static List<Button> buttons(
            BotCommand command, Plan plan, PlanReview review, List<Guardrail.Refusal> refusals) {
        boolean possible = plan.databasePlan()
                .map(DatabasePlan::refusals)
                .orElse(List.of())
                .isEmpty();
        if (review instanceof PlanReview.Closed || !possible) {
            return List.of();
        }
        BotCommand change = changing(command);
        if (!refusals.isEmpty()) {
            BotCommand allowing = allowing(change, plan, refusals, command.allowed());
            if (allowing.text().length() > CommandText.MAX_CHARACTERS) {
                return List.of();
            }
            return List.of((needsForm(change)
                            ? Button.form("Allow and plan again", allowing)
                            : Button.of("Allow and plan again", allowing))
                    .styled(Button.DANGER)
                    .confirmed("This plans again and allows the changes that are refused now."));
        }
        if (review instanceof PlanReview.Shown) {
            return plan.isUpToDate()
                    ? List.of()
                    : List.of(Button.of(change.name() == CommandName.ROLES_UPDATE ? "Update roles" : "Apply", change)
                            .styled(Button.PRIMARY));
        }
        String label = review instanceof PlanReview.AwaitsRequester ? "Apply this plan" : "Approve";
        return reviewed(review)
                .map(reviewed -> reviewing(reviewed, label, plan.cluster() + ": " + plan.summary()))
                .orElse(List.of());
    }

    /** The command that makes the changes; each person has reasons of their own to go through a freeze. */
    private static BotCommand changing(BotCommand command) {
        CommandName name = switch (command.name()) {
            case PLAN -> CommandName.APPLY;
            case ROLES_PLAN -> CommandName.ROLES_UPDATE;
            default -> command.name();
        };
        BotCommand change = name == command.name()
                ? command
                : BotCommand.of(
                        name, command.app().orElseThrow(), command.environment().orElseThrow());
        if (command.has(Flag.ADDITIVE)) {
            change = change.with(Flag.ADDITIVE, "");
        }
        return change.without(Set.of(Flag.BREAK_GLASS, Flag.REASON));
    }

    /** Returns whether a form has to ask: its earlier answers do not stand in the command. */
    private static boolean needsForm(BotCommand change) {
        return change.name() == CommandName.SETUP && !change.has(Flag.TARGET);
    }

    private static List<Button> reviewing(Reviewed reviewed, String label, String question) {
        return List.of(
                Button.of(label, BotCommand.of(CommandName.APPROVE, reviewed))
                        .styled(Button.PRIMARY)
                        .confirmed(question),
                Button.of("Deny", BotCommand.of(CommandName.DENY, reviewed)).styled(Button.DANGER));
    }

    private static BotCommand allowing(
            BotCommand change, Plan plan, List<Guardrail.Refusal> refusals, Set<String> before) {
        BotCommand allowing = change;
        for (Risk risk : Risk.values()) {
            if (before.contains(risk.permission())
                    || refusals.stream().anyMatch(each -> each.permission().equals(risk.permission()))) {
                allowing = allowing.with(flag(risk), "");
            }
        }
        List<String> names = new ArrayList<>(
                before.stream().filter(name -> !name.startsWith("--")).toList());
        refusals.stream()
                .filter(refusal -> refusal.permission().startsWith(Flag.ALLOW_REPLACE.word() + " "))
                .map(Guardrail.Refusal::name)
                .forEach(names::add);
        allowing = allowing.with(Flag.ALLOW_REPLACE, names).with(Flag.ALLOW_LOGIN, users(refusals, before));
        BotCommand naming = allowing.with(Flag.ALLOW_REVOKE, roles(plan, before, Loss::role));
        return naming.text().length() <= CommandText.MAX_CHARACTERS
                ? naming
                : allowing.with(
                        Flag.ALLOW_REVOKE,
                        roles(plan, before, loss -> loss.through().isEmpty() ? loss.role() : loss.through()));
    }

    /**
     * The roles that are to be allowed to lose rights, those of before included.
     *
     * @param name the name that allows a loss: the role's, or {@code PUBLIC} where the role has it through that alone
     */
    private static List<String> roles(Plan plan, Set<String> before, Function<Loss, String> name) {
        List<String> roles = named(Flag.ALLOW_REVOKE, before);
        Set<String> all = Guardrail.revocations(before);
        plan.databasePlan().map(database -> database.consentNeeded(all)).orElse(List.of()).stream()
                .filter(loss -> !loss.opensLogin())
                .map(name)
                .forEach(roles::add);
        return roles;
    }

    /** The users that are to be allowed to log in again, those of before included. */
    private static List<String> users(List<Guardrail.Refusal> refusals, Set<String> before) {
        List<String> users = named(Flag.ALLOW_LOGIN, before);
        refusals.stream()
                .filter(refusal -> refusal.permission().equals(Guardrail.login(refusal.name())))
                .map(Guardrail.Refusal::name)
                .forEach(users::add);
        return users;
    }

    /** The names that a flag was given before, in their order. */
    private static List<String> named(Flag flag, Set<String> before) {
        String prefix = flag.word() + " ";
        List<String> names = new ArrayList<>();
        before.stream()
                .filter(permission -> permission.startsWith(prefix))
                .sorted()
                .forEach(permission -> names.add(permission.substring(prefix.length())));
        return names;
    }

    private static Flag flag(Risk risk) {
        return switch (risk) {
            case MAJOR_UPGRADE -> Flag.ALLOW_UPGRADE;
            case UNPROTECTED -> Flag.ALLOW_UNPROTECTED;
            case UNENCRYPTED -> Flag.ALLOW_UNENCRYPTED;
            case OTHERS_GROUP -> Flag.ALLOW_INGRESS;
        };
    }
}
