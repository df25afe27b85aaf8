package dev.appdb.bot.message;

import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.SlackRemedy;
import dev.appdb.engine.RunRecord;
import dev.appdb.event.EventText;
import dev.appdb.event.RunEvent;
import dev.appdb.event.RunResult;
import dev.appdb.failure.Failure;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages about the past: the runs, one run, and the history of requests. */
public final class HistoryMessage {
    private HistoryMessage() {}

    /**
     * One run of a list.
     *
     * @param result empty while it has not ended
     */
    public record RunLine(
            String id, String command, AppName app, EnvironmentName environment, Optional<RunResult> result) {}

    /** @param runs newest first */
    public static Reply runs(List<RunLine> runs, Asked asked) {
        List<Detail> details = runs.stream()
                .map(run -> Detail.of(
                        Span.code(run.id()),
                        Span.bold(" " + run.command() + " of " + run.app() + "-" + run.environment()),
                        Span.plain(": " + result(run.result()))))
                .toList();
        BotCommand runsCommand = BotCommand.of(CommandName.RUNS);
        return new MessageLayout(runs.isEmpty() ? "No runs yet" : "Runs, newest first", "runs")
                .details(details, "")
                .foot(asked.spans(), runs.isEmpty() ? "" : "details: " + runsCommand.slashText() + " RUN")
                .reply();
    }

    /** A run that there is not: mistyped, or of another bot. */
    public static Reply noRun(String id, Asked asked) {
        BotCommand runs = BotCommand.of(CommandName.RUNS);
        return new MessageLayout("There is no run " + id, "no-run")
                .foot(asked.spans())
                .buttons(List.of(Button.of("Runs", runs)))
                .reply();
    }

    /**
     * One run that has not begun yet, or ended before it began.
     *
     * @param command the command that asked for it
     * @param result empty while it has not ended
     * @param asked who asked for the run, and when
     */
    public static Reply notBegun(
            String id, BotCommand command, Optional<RunResult> result, Optional<Failure> failure, Asked asked) {
        String where = command.app().map(AppName::value).orElse("") + "-"
                + command.environment().map(EnvironmentName::value).orElse("");
        MessageLayout layout =
                new MessageLayout("Run " + id + ": " + command.name().words() + " of " + where, "");
        String state = result.map(end -> end + " before it began").orElse("not begun yet");
        return layout.paragraph(Span.plain(state))
                .details(
                        failure.map(why -> FailureMessage.detail(why, SlackRemedy.of(command))).stream()
                                .toList(),
                        "")
                .paragraph(Span.plain("Command: "), Span.code(command.slashText()))
                .foot(asked.spans())
                .reply();
    }

    /**
     * One run, with all that happened: in the thread, or as a file where that is too long.
     *
     * @param state the result, or what it waits for
     * @param asked who asked for the run, when, and who approved it
     */
    public static Reply run(RunRecord run, String state, Asked asked) {
        EventText text = new EventText(RunMessage.remedies(run.started()));
        List<String> lines = new ArrayList<>();
        for (RunEvent event : run.events()) {
            if (event instanceof RunEvent.RunStarted) {
                continue; // the headline says it, and its id is the engine's own, by which nobody can ask here
            }
            text.lines(event)
                    .forEach(line -> lines.add(Asked.time(event.header().at()) + "  " + line));
        }
        MessageLayout layout = new MessageLayout(
                        "Run " + run.id() + ": " + run.started().command() + " of "
                                + run.started().app() + "-" + run.started().environment(),
                        "")
                .paragraph(Span.plain(state))
                .foot(asked.spans());
        return LongText.reply(layout, lines, new TextFile("run-" + run.id() + ".txt", "Run " + run.id(), text(lines)));
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines.stream().map(SlackText::visible).toList()) + "\n";
    }

    private static String result(Optional<RunResult> result) {
        return result.map(RunResult::toString).orElse("not finished");
    }

    /**
     * One line of the audit log.
     *
     * @param by the person's name
     * @param what what was asked for, approved or denied
     * @param result what came of it, such as {@code refused: no rule lets you}
     */
    public record HistoryLine(Instant at, String by, String what, String result) {}

    /**
     * The history of requests and their approvals.
     *
     * @param of what it is the history of, such as {@code shop-prod}; empty for everything
     * @param lines newest first
     */
    public static Reply history(Optional<String> of, List<HistoryLine> lines, Asked asked) {
        String title = "History" + of.map(what -> " of " + what).orElse("");
        List<Detail> details = lines.stream()
                .map(line -> Detail.of(
                        Span.date(line.at()),
                        Span.plain("  "),
                        Span.bold(line.by() + ": "),
                        Span.plain(line.what()),
                        Span.plain(": " + line.result())))
                .toList();
        return new MessageLayout(lines.isEmpty() ? title + ": nothing yet" : title + ", newest first", "history")
                .details(details, "")
                .foot(asked.spans())
                .reply();
    }
}
