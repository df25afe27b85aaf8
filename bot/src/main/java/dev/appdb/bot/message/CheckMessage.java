package dev.appdb.bot.message;

import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.Flag;
import dev.appdb.bot.command.SlackRemedy;
import dev.appdb.event.CheckCounts;
import dev.appdb.event.Elapsed;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A roles check: the verdict first, then what failed with its remedy, the rest folded. */
public final class CheckMessage {
    private CheckMessage() {}

    /**
     * The whole report.
     *
     * @param command the check that was asked for, with its app, environment and flags
     * @param took how long it took
     */
    public static Reply of(BotCommand command, CheckReport report, Asked asked, Duration took) {
        AppName app = command.app().orElseThrow();
        EnvironmentName environment = command.environment().orElseThrow();
        String cluster = app + "-" + environment;
        SlackRemedy remedies = SlackRemedy.of(app, environment);
        MessageLayout layout = new MessageLayout(title(cluster, report), "roles-check-" + cluster)
                .paragraph(Span.plain(CheckCounts.of(report).verdict()))
                .details(details(report, Check.Status.FAILED, remedies), "")
                .details(details(report, Check.Status.UNKNOWN, remedies), "Not checked")
                .folded(folded(report));
        boolean probe = command.has(Flag.PROBE);
        layout.foot(asked.sentence(), "took " + Elapsed.text(took), probe ? "with probe" : "");
        return layout.buttons(
                        buttons(command, app, environment, !report.failed().isEmpty()))
                .reply();
    }

    static String title(String cluster, CheckReport report) {
        int failed = report.failed().size();
        long unknown = with(report, Check.Status.UNKNOWN).size();
        if (failed > 0) {
            String critical = report.hasCriticalFailure() ? " (critical)" : " (none critical)";
            return "✗ Roles check of " + cluster + ": " + failed + " failed" + critical;
        }
        return unknown > 0
                ? "? Roles check of " + cluster + ": " + unknown + " could not be checked"
                : "✓ Roles check of " + cluster + ": all as configured";
    }

    private static List<Detail> details(CheckReport report, Check.Status status, SlackRemedy remedies) {
        return with(report, status).stream()
                .map(check -> detail(check, remedies))
                .toList();
    }

    static Detail detail(Check check, SlackRemedy remedies) {
        return Detail.of(
                        Span.bold(check.id() + " " + check.severity().label() + " "),
                        Span.plain(check.subject() + ": " + check.found()))
                .with(remedies.code(check.remedy()));
    }

    private static List<Check> with(CheckReport report, Check.Status status) {
        return report.checks().stream()
                .filter(check -> check.status() == status)
                .sorted(Comparator.comparing(Check::severity))
                .toList();
    }

    private static List<String> folded(CheckReport report) {
        List<String> lines = new ArrayList<>();
        for (Check.Status status : List.of(Check.Status.PASSED, Check.Status.NOT_APPLICABLE)) {
            List<Check> checks = with(report, status);
            if (!checks.isEmpty()) {
                lines.add(checks.size() + " " + status.label().replace('_', ' ') + ":");
                checks.forEach(check -> lines.add(check.id() + " " + check.subject() + ": " + check.found()));
            }
        }
        return lines;
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
