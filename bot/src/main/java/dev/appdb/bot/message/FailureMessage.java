package dev.appdb.bot.message;

import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.SlackRemedy;
import dev.appdb.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A failure: what, why, and what to do. */
public final class FailureMessage {
    private FailureMessage() {}

    /** @param again the command to try again with; empty where trying again is no help */
    public static Reply of(Failure failure, Optional<BotCommand> again) {
        String sign = failure.kind() == Failure.Kind.REFUSED ? "Refused: " : "✗ ";
        String title = sign + failure.what();
        SlackRemedy remedies = again.map(SlackRemedy::of).orElse(SlackRemedy.ANYWHERE);
        Detail detail = SlackText.visible(title).length() > Limits.HEADER
                ? detail(failure, remedies)
                : Detail.of(reason(failure, remedies));
        return new MessageLayout(title, "failure")
                .details(List.of(detail), "")
                .foot(failure.code())
                .buttons(again.map(command -> List.of(button(failure, command))).orElse(List.of()))
                .reply();
    }

    /**
     * A button for the next try. A request that can't be carried out as it is gets the form, which asks for the
     * missing or invalid values.
     */
    private static Button button(Failure failure, BotCommand command) {
        return failure.kind() == Failure.Kind.INPUT
                        && command.app().isPresent()
                        && command.environment().isPresent()
                ? Button.form(
                        "Set up",
                        BotCommand.of(
                                CommandName.SETUP,
                                command.app().get(),
                                command.environment().get()))
                : Button.of("Try again", command);
    }

    static Detail detail(Failure failure, SlackRemedy remedies) {
        List<Span> spans = new ArrayList<>(List.of(Span.bold(failure.what()), Span.plain(": ")));
        spans.addAll(reason(failure, remedies));
        return Detail.of(spans);
    }

    private static List<Span> reason(Failure failure, SlackRemedy remedies) {
        String end = failure.why().matches("(?s).*[?!]") ? " " : ". ";
        List<Span> spans = new ArrayList<>(Span.quoted(failure.why() + end));
        spans.addAll(Span.quoted(remedies.text(failure.remedy())));
        return spans;
    }
}
