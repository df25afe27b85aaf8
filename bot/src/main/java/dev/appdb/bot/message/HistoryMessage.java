package dev.appdb.bot.message;

import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.engine.RunRecord;
import dev.appdb.event.EventText;
import dev.appdb.event.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages about the past: the runs, one run, and the history of requests. */
public final class HistoryMessage {
    private HistoryMessage() {}

    /** @param runs newest first */
    public static Reply runs(List<RunRecord> runs, Asked asked) {
        List<Detail> details = runs.stream()
                .map(run -> Detail.of(
                        Span.code(run.id()),
                        Span.bold(" " + run.started().command() + " of "
                                + run.started().app() + "-" + run.started().environment()),
                        Span.plain(": " + result(run))))
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
     * One run, with all that happened: in the thread, or as a file where that is too long.
     *
     * @param asked who asked for the run, when, and who approved it
     */
    public static Reply run(RunRecord run, Asked asked) {
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
                .paragraph(Span.plain(result(run)))
                .foot(asked.spans());
        return LongText.reply(layout, lines, new TextFile("run-" + run.id() + ".txt", "Run " + run.id(), text(lines)));
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines.stream().map(SlackText::visible).toList()) + "\n";
    }

    private static String result(RunRecord run) {
        return run.finished().map(end -> end.result().toString()).orElse("not finished");
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
