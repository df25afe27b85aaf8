package dev.appdb.bot.message;

import java.util.List;
import java.util.Optional;

/**
 * An answer.
 *
 * @param message what is posted, or what an earlier message becomes
 * @param thread what follows in its thread
 * @param file what is uploaded to its thread
 */
public record Reply(SlackMessage message, List<SlackMessage> thread, Optional<TextFile> file) {

    public Reply {
        thread = List.copyOf(thread);
    }

    static Reply of(SlackMessage message) {
        return new Reply(message, List.of(), Optional.empty());
    }
}
