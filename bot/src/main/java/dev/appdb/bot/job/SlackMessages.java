package dev.appdb.bot.job;

import dev.appdb.bot.store.ResponseUrl;
import java.time.Instant;
import java.util.Optional;

/** Slack, as far as messages are concerned. A call is made once; whoever calls decides about trying again. */
public interface SlackMessages {

    /**
     * Posts a message.
     *
     * @param thread the {@code ts} of the message in whose thread it belongs
     * @param key goes with the message as metadata, so that {@link #find} knows it again
     */
    SlackResult post(String channel, Optional<String> thread, MessageContent content, String key);

    /** Replaces a message's content. */
    SlackResult update(String channel, String ts, MessageContent content);

    /**
     * Looks for a message that was posted with a key.
     *
     * @param since when it was posted at the earliest
     * @return {@link SlackResult.Done} with its {@code ts}; {@link SlackResult.Gone} if it is certainly not there;
     *     {@link SlackResult.Rejected} if the bot may not look
     */
    SlackResult find(String channel, Optional<String> thread, String key, Instant since);

    /** Shows a message to one user only, who has to be in the channel. */
    SlackResult ephemeral(String channel, String user, MessageContent content);

    /** Answers a command where it was typed, whether the bot is a member there or not. */
    SlackResult respond(ResponseUrl url, boolean inChannel, MessageContent content);

    /** Puts a file into a channel or thread, with a comment. */
    SlackResult upload(String channel, Optional<String> thread, MessageContent.File file, String comment);
}
