package dev.appdb.bot.message;

import dev.appdb.bot.command.Argument;
import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.SlackRemedy;
import dev.appdb.engine.CheckProgress;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.roles.Check;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Posts of scheduled checks: a change, or the day's digest. */
public final class ScheduledCheckMessage {
    private ScheduledCheckMessage() {}

    /**
     * The changes in one environment.
     *
     * @param notify who is mentioned, by the severity of what is new: ids of user groups and users, out of the configuration
     */
    public static Reply change(
            AppName app,
            EnvironmentName environment,
            CheckChange change,
            Map<Check.Severity, String> notify,
            Instant at) {
        String cluster = app + "-" + environment;
        SlackRemedy remedies = SlackRemedy.of(app, environment);
        MessageLayout layout = new MessageLayout(title(cluster, change), "roles-check-" + cluster);
        List<Span> mentions = mentions(change, notify);
        if (!mentions.isEmpty()) {
            layout.paragraph(mentions);
        }
        layout.details(
                change.newlyFailing().stream()
                        .map(finding -> CheckMessage.detail(finding, CheckProgress.first(), remedies))
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
        return layout.foot(List.of(Span.plain("scheduled check,"), Span.date(at)), "posted only on changes")
                .buttons(buttons)
                .reply();
    }

    /** Those who are mentioned, each once, however many findings concern them. */
    private static List<Span> mentions(CheckChange change, Map<Check.Severity, String> notify) {
        List<Span> spans = new ArrayList<>();
        Arrays.stream(Check.Severity.values())
                .filter(severity -> change.count(severity) > 0)
                .flatMap(severity -> Optional.ofNullable(notify.get(severity)).stream())
                .distinct()
                .forEach(id -> {
                    spans.add(Span.mention(id));
                    spans.add(Span.plain(" "));
                });
        return spans;
    }

    private static String title(String cluster, CheckChange change) {
        if (!change.newlyFailing().isEmpty()) {
            String counts = Arrays.stream(Check.Severity.values())
                    .filter(severity -> change.count(severity) > 0)
                    .map(severity -> counted(change.count(severity), severity))
                    .collect(Collectors.joining(", "));
            return "✗ Roles of " + cluster + ": " + counts + " newly failing";
        }
        return (change.stillFailing().isEmpty() ? "✓ Roles of " : "Roles of ") + cluster + ": "
                + change.recovered().size() + " recovered";
    }

    private static String counted(long count, Check.Severity severity) {
        boolean isPlural = count > 1 && severity == Check.Severity.WARNING;
        return count + " " + severity.label() + (isPlural ? "s" : "");
    }

    /**
     * One environment in a digest.
     *
     * @param failing what fails, as {@code R04 app}; empty where all is well
     * @param checkedAt empty if it could not be checked yet
     * @param mutedUntil empty if it is not muted
     * @param pausedSince when it paused, where it is not checked for that
     */
    public record DigestLine(
            AppName app,
            EnvironmentName environment,
            List<String> failing,
            Optional<Instant> checkedAt,
            Optional<Instant> mutedUntil,
            Optional<Instant> pausedSince) {
        public DigestLine {
            failing = List.copyOf(failing);
        }
    }

    /** All environments, those that fail first. */
    public static Reply digest(List<DigestLine> lines, Instant at) {
        long failing = lines.stream().filter(line -> !line.failing().isEmpty()).count();
        long paused =
                lines.stream().filter(line -> line.pausedSince().isPresent()).count();
        long checked = lines.size() - paused;
        String title = (failing == 0
                        ? "✓ Daily digest: " + checked + " checked, all as configured"
                        : "✗ Daily digest: " + failing + " of " + lines.size() + " failing")
                + (paused == 0 ? "" : ", " + paused + " paused");
        List<Detail> details = new ArrayList<>();
        lines.stream().filter(line -> !line.failing().isEmpty()).forEach(line -> details.add(detail(line)));
        lines.stream().filter(line -> line.failing().isEmpty()).forEach(line -> details.add(detail(line)));
        return new MessageLayout(title, "digest")
                .details(details, "")
                .foot(List.of(Span.date(at)))
                .reply();
    }

    static Detail detail(DigestLine line) {
        List<Span> spans = new ArrayList<>();
        spans.add(Span.bold(line.app() + "-" + line.environment() + " "));
        spans.addAll(line.pausedSince().isPresent() ? paused(line) : checked(line));
        line.mutedUntil().ifPresent(until -> spans.addAll(List.of(Span.plain(", muted until "), Span.date(until))));
        return Detail.of(spans);
    }

    private static List<Span> checked(DigestLine line) {
        List<Span> spans = new ArrayList<>();
        spans.add(Span.plain(
                line.failing().isEmpty()
                        ? line.checkedAt().isEmpty() ? "not checked yet" : "✓ as configured"
                        : failing(line)));
        line.checkedAt().ifPresent(at -> spans.addAll(List.of(Span.plain(", checked "), Span.date(at))));
        return spans;
    }

    /** The state of a paused one is unknown; the failures of its last check are still open. */
    private static List<Span> paused(DigestLine line) {
        String before = line.failing().isEmpty() ? "" : failing(line) + ", ";
        return line.checkedAt()
                .map(at -> List.of(Span.plain(before + "paused, not checked since "), Span.date(at)))
                .orElseGet(() -> List.of(Span.plain(before + "paused, not checked yet")));
    }

    private static String failing(DigestLine line) {
        return "✗ " + String.join(", ", line.failing());
    }
}
