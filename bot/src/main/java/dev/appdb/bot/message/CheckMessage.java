package dev.appdb.bot.message;

import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.Flag;
import dev.appdb.bot.command.SlackRemedy;
import dev.appdb.engine.CheckProgress;
import dev.appdb.event.CheckCounts;
import dev.appdb.event.Elapsed;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckFinding;
import dev.appdb.roles.CheckReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A roles check: the verdict, then each fact that is wrong, once, with what breaks and its remedy. What passed is in the file,
 * and the roles are in the thread.
 */
public final class CheckMessage {
    private CheckMessage() {}

    /**
     * The report.
     *
     * @param command the check that was asked for, with its app, environment and flags; one that is private has no thread, so
     *     that its message shows the roles
     * @param progress the difference from the checks before it
     * @param took how long it took
     */
    public static Reply of(BotCommand command, CheckReport report, CheckProgress progress, Asked asked, Duration took) {
        AppName app = command.app().orElseThrow();
        EnvironmentName environment = command.environment().orElseThrow();
        String cluster = app + "-" + environment;
        SlackRemedy remedies = SlackRemedy.of(app, environment);
        List<CheckFinding> findings = report.findings();
        MessageLayout layout = new MessageLayout(title(cluster, report), "roles-check-" + cluster);
        if (!findings.isEmpty()) {
            layout.paragraph(Span.plain(CheckCounts.headline(report)));
        }
        progress.sentences().forEach(sentence -> layout.paragraph(Span.plain(sentence)));
        layout.details(details(findings, true, progress, remedies), "")
                .details(details(findings, false, progress, remedies), "Not checked");
        List<String> roles = report.roles().map(RolesLines::of).orElse(List.of());
        boolean isAlone = command.has(Flag.PRIVATE);
        if (isAlone) {
            layout.folded(roles);
        }
        boolean probe = command.has(Flag.PROBE);
        layout.foot(asked.spans(), "took " + Elapsed.text(took), probe ? "with probe" : "");
        layout.buttons(buttons(command, app, environment, !report.failed().isEmpty()));
        List<String> rest = new ArrayList<>(others(report));
        rest.addAll(roles);
        report.roles().ifPresent(seen -> rest.add(seen.toJson()));
        return layout.reply(isAlone ? List.of() : LongText.few(roles), rest);
    }

    static String title(String cluster, CheckReport report) {
        long failed = report.findings().stream().filter(CheckFinding::isFailed).count();
        CheckCounts counts = CheckCounts.of(report);
        if (failed > 0) {
            String critical = report.hasCriticalFailure() ? " (critical)" : " (none critical)";
            return "✗ Roles check of " + cluster + ": " + failed + " failed" + critical;
        }
        return counts.unknown() > 0
                ? "? Roles check of " + cluster + ": " + counts.unknown() + " could not be checked"
                : "✓ Roles check of " + cluster + ": all as configured (" + counts.words() + ")";
    }

    private static List<Detail> details(
            List<CheckFinding> findings, boolean failed, CheckProgress progress, SlackRemedy remedies) {
        return findings.stream()
                .filter(finding -> finding.isFailed() == failed)
                .map(finding -> detail(finding, progress, remedies))
                .toList();
    }

    static Detail detail(CheckFinding finding, CheckProgress progress, SlackRemedy remedies) {
        Check lead = finding.lead();
        String others = finding.others().stream().map(Check::id).distinct().collect(Collectors.joining(", "));
        return Detail.of(
                        Span.bold(lead.id() + " " + finding.severity().label() + " "),
                        Span.plain(lead.subject() + ": " + sentence(lead.found())),
                        Span.plain(finding.impact().isEmpty() ? "" : " Impact: " + finding.impact()),
                        Span.plain(progress.openSince(finding)
                                .map(since -> " Since: " + CheckProgress.inWords(since) + ".")
                                .orElse("")),
                        Span.plain(others.isEmpty() ? "" : " Explains: " + others + "."))
                .with(finding.remedies().stream().map(remedies::code).toList());
    }

    private static String sentence(String text) {
        return text.matches("(?s).*[.?!]") ? text : text + ".";
    }

    /** All checks that are no finding of their own, for the file. */
    private static List<String> others(CheckReport report) {
        List<String> lines = new ArrayList<>();
        for (CheckFinding finding : report.findings()) {
            finding.others()
                    .forEach(check -> lines.add("explained by " + finding.lead().key() + ": " + line(check)));
        }
        for (Check.Status status : List.of(Check.Status.PASSED, Check.Status.NOT_APPLICABLE)) {
            List<Check> checks = report.checks().stream()
                    .filter(check -> check.status() == status)
                    .toList();
            if (!checks.isEmpty()) {
                lines.add(checks.size() + " " + status.label().replace('_', ' ') + ":");
                checks.forEach(check -> lines.add(line(check)));
            }
        }
        return lines;
    }

    private static String line(Check check) {
        String accepted = check.accepted().isEmpty() ? "" : " (expected: " + check.accepted() + ")";
        return check.key() + ": " + check.found() + accepted;
    }

    private static List<Button> buttons(BotCommand command, AppName app, EnvironmentName environment, boolean failed) {
        List<Button> buttons = new ArrayList<>();
        buttons.add(Button.of("Run again", command));
        if (!command.has(Flag.PROBE)) {
            buttons.add(Button.of("Run with probe", command.with(Flag.PROBE, "")));
        }
        if (failed) {
            buttons.add(Button.of("Update roles", BotCommand.of(CommandName.ROLES_UPDATE, app, environment))
                    .styled(Button.PRIMARY));
        }
        return buttons;
    }
}
