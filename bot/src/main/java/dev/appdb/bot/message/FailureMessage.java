package dev.appdb.bot.message;

import dev.appdb.bot.command.BotCommand;
import dev.appdb.failure.Failure;
import java.util.List;
import java.util.Optional;

/** A failure: what, why, and what to do. */
public final class FailureMessage {
    private FailureMessage() {}

    /** @param again the command to try again with; empty where trying again is no help */
    public static Reply of(Failure failure, Optional<BotCommand> again) {
        String sign = failure.kind() == Failure.Kind.REFUSED ? "Refused: " : "✗ ";
        return new MessageLayout(sign + failure.what(), "failure")
                .details(List.of(detail(failure)), "")
                .foot(failure.code())
                .buttons(again.map(command -> List.of(Button.of("Try again", command)))
                        .orElse(List.of()))
                .reply();
    }

    static Detail detail(Failure failure) {
        return Detail.of(
                Span.bold(failure.what()), Span.plain(": " + failure.why() + ". "), Span.plain(failure.remedy()));
    }
}
