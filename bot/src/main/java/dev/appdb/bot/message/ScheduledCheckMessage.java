package dev.appdb.bot.message;

import dev.appdb.bot.command.Argument;
import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.SlackRemedy;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Posts of scheduled checks: a change, or the day's digest. */
public final class ScheduledCheckMessage {
    private ScheduledCheckMessage() {}

    /** The changes in one environment. */
    public static Reply change(AppName app, EnvironmentName environment, CheckChange change, Instant at) {
        String cluster = app + "-" + environment;
        SlackRemedy remedies = SlackRemedy.of(app, environment);
        MessageLayout layout = new MessageLayout(title(cluster, change), "roles-check-" + cluster)
                .details(
                        change.newlyFailing().stream()
                                .map(check -> CheckMessage.detail(check, remedies))
                                .toList(),
                        "");
        if (!change.recovered().isEmpty()) {
            layout.paragraph(Span.bold("Recovered: "), Span.plain(String.join(", ", change.recovered())));
        }
        if (!change.stillFailing().isEmpty()) {
            layout.paragraph(Span.bold("Still failing: "), Span.plain(String.join(", ", change.stillFailing())));
        }
        List<Button> buttons = new ArrayList<>();
        buttons.add(Button.of("Run again", BotCommand.of(CommandName.ROLES_CHECK, app, environment)));
        if (!change.newlyFailing().isEmpty()) {
            buttons.add(Button.of("Update roles", BotCommand.of(CommandName.ROLES_UPDATE, app, environment)));
            buttons.add(Button.of(
                    "Mute for a day",
                    BotCommand.of(CommandName.MUTE, app, environment).with(Argument.UNTIL, "1d")));
        }
        return layout.foot("scheduled check, " + Asked.time(at), "posted only on changes")
                .buttons(buttons)
                .reply();
    }

    private static String title(String cluster, CheckChange change) {
        int failing = change.newlyFailing().size();
        if (failing > 0) {
            return "✗ Roles of " + cluster + ": " + failing + " newly failing";
        }
        return (change.stillFailing().isEmpty() ? "✓ Roles of " : "Roles of ") + cluster + ": "
                + change.recovered().size() + " recovered";
    }

    /**
     * One environment in a digest.
     *
     * @param failing what fails, as {@code R04 app}; empty where all is well
     * @param checkedAt empty if it could not be checked yet
     * @param mutedUntil empty if it is not muted
     */
    public record DigestLine(
            AppName app,
            EnvironmentName environment,
            List<String> failing,
            Optional<Instant> checkedAt,
            Optional<Instant> mutedUntil) {
        public DigestLine {
            failing = List.copyOf(failing);
        }
    }

    /** All environments, those that fail first. */
    public static Reply digest(List<DigestLine> lines, Instant at) {
        long failing = lines.stream().filter(line -> !line.failing().isEmpty()).count();
        String title = failing == 0
                ? "✓ Daily digest: " + lines.size() + " checked, all as configured"
                : "✗ Daily digest: " + failing + " of " + lines.size() + " failing";
        List<Detail> details = new ArrayList<>();
        lines.stream().filter(line -> !line.failing().isEmpty()).forEach(line -> details.add(detail(line)));
        lines.stream().filter(line -> line.failing().isEmpty()).forEach(line -> details.add(detail(line)));
        return new MessageLayout(title, "digest")
                .details(details, "")
                .foot(Asked.time(at))
                .reply();
    }

    static Detail detail(DigestLine line) {
        String verdict = line.failing().isEmpty()
                ? line.checkedAt().isEmpty() ? "not checked yet" : "✓ as configured"
                : "✗ " + String.join(", ", line.failing());
        return Detail.of(
                Span.bold(line.app() + "-" + line.environment() + " "),
                Span.plain(verdict),
                Span.plain(line.checkedAt()
                        .map(at -> ", checked " + Asked.time(at))
                        .orElse("")),
                Span.plain(line.mutedUntil()
                        .map(until -> ", muted until " + Asked.time(until))
                        .orElse("")));
    }
}
