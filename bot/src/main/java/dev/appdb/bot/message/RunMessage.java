package dev.appdb.bot.message;

import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.SlackRemedy;
import dev.appdb.bot.message.RunProgress.StepState;
import dev.appdb.event.CheckCounts;
import dev.appdb.event.Elapsed;
import dev.appdb.event.RunEvent;
import dev.appdb.event.RunResult;
import dev.appdb.event.Step;
import dev.appdb.failure.Failure;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run: one message that is updated in place, and its details in the thread. */
public final class RunMessage {
    private RunMessage() {}

    /**
     * The run as it stands.
     *
     * @param id the run's, with which one asks for it again
     * @param waitingFor what it waits for, such as an approval; empty if it does not
     */
    public static SlackMessage of(String id, RunProgress run, Asked asked, Optional<String> waitingFor) {
        SlackRemedy remedies = remedies(run.started());
        MessageLayout layout = new MessageLayout(title(run, waitingFor), "");
        waitingFor.ifPresent(what -> layout.paragraph(Span.bold("Waiting for "), Span.plain(what)));
        List<Detail> steps = new ArrayList<>();
        run.steps().forEach((step, state) -> steps.add(step(step, state, run)));
        layout.details(steps, "");
        run.finished()
                .flatMap(RunEvent.RunFinished::failure)
                .ifPresent(failure -> layout.details(List.of(FailureMessage.detail(failure, remedies)), ""));
        layout.details(run.failedResources().stream().map(Detail::quoted).toList(), "Failed");
        layout.details(warnings(run, remedies), "Warnings");
        layout.foot(
                asked.spans(),
                "target " + run.started().target(),
                "run " + id,
                run.finished().map(end -> "took " + Elapsed.text(end.took())).orElse(""));
        // What did not fit stands in the thread already, so there is no file.
        return layout.buttons(buttons(run)).message();
    }

    private static String title(RunProgress run, Optional<String> waitingFor) {
        String what = run.started().command() + " of " + run.cluster();
        if (run.finished().isEmpty()) {
            return (waitingFor.isPresent() ? "⏸ " : "▶ ")
                    + what
                    + (waitingFor.isPresent()
                            ? ": waiting"
                            : ": in progress"
                                    + run.position()
                                            .map(place -> ", step " + place)
                                            .orElse(""));
        }
        return switch (run.finished().get().result()) {
            case DONE -> "✓ " + what + ": done";
            case FOUND -> "! " + what + ": finished, but checks failed";
            case FAILED -> "✗ " + what + ": failed";
            case REFUSED -> "✗ " + what + ": refused";
            case INTERRUPTED -> "✗ " + what + ": interrupted";
        };
    }

    private static Detail step(Step step, StepState state, RunProgress run) {
        String sign = state.over() ? "✓ " : run.finished().isPresent() ? "✗ " : "▶ ";
        List<String> parts = new ArrayList<>();
        if (!state.summary().isBlank()) {
            parts.add(state.summary());
        }
        if (step == Step.PLAN) {
            parts.add(run.plan());
        }
        if (step == Step.APPLY || step == Step.DESTROY) {
            parts.add(run.resourceLine());
        }
        if (step == Step.CHECK_ROLES) {
            run.checked().ifPresent(checked -> parts.add(CheckCounts.of(checked).verdict()));
        }
        state.took().ifPresent(took -> parts.add(Elapsed.text(took)));
        parts.removeIf(String::isBlank);
        return Detail.of(
                Span.bold(sign + step.title()), Span.plain(parts.isEmpty() ? "" : ": " + String.join(", ", parts)));
    }

    /** The warnings, without the failures that are already shown: while a run goes on, failures are also warnings. */
    private static List<Detail> warnings(RunProgress run, SlackRemedy remedies) {
        Optional<String> failure =
                run.finished().flatMap(RunEvent.RunFinished::failure).map(Failure::sentence);
        return run.warnings().stream()
                .filter(warning -> !failure.equals(Optional.of(warning.sentence())))
                .map(warning ->
                        warning.text() + (warning.remedy().isEmpty() ? "" : " " + remedies.text(warning.remedy())))
                .distinct()
                .map(Detail::quoted)
                .toList();
    }

    static SlackRemedy remedies(RunEvent.RunStarted started) {
        return SlackRemedy.of(started.app(), started.environment()).running(started.command());
    }

    private static List<Button> buttons(RunProgress run) {
        Optional<RunResult> result = run.finished().map(RunEvent.RunFinished::result);
        if (result.isEmpty()) {
            return List.of();
        }
        List<Button> buttons = new ArrayList<>();
        try {
            AppName app = new AppName(run.started().app());
            EnvironmentName environment = new EnvironmentName(run.started().environment());
            CommandName name = CommandName.of(run.started().command()).orElse(CommandName.STATUS);
            BotCommand again = BotCommand.of(name, app, environment);
            boolean ended = result.get() == RunResult.FAILED || result.get() == RunResult.INTERRUPTED;
            if (ended && again.missing().isEmpty()) {
                buttons.add(Button.of("Try again", again));
            }
            buttons.add(Button.of("Check roles", BotCommand.of(CommandName.ROLES_CHECK, app, environment)));
            if (name == CommandName.SETUP && result.get() != RunResult.REFUSED) {
                buttons.add(Button.of("Files to commit", BotCommand.of(CommandName.FILES, app, environment)));
            }
        } catch (IllegalArgumentException e) {
            // A run of somebody else's journal may have names that no command takes: then there is nothing to press.
            return List.of();
        }
        return buttons;
    }
}
