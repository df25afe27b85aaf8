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
    Sent post(String channel, Optional<String> thread, MessageContent content, String key);

    /** Replaces a message's content. */
    Sent update(String channel, String ts, MessageContent content);

    /**
     * Looks for a message that was posted with a key.
     *
     * @param since when it was posted at the earliest
     * @return {@link Sent.Done} with its {@code ts}; {@link Sent.Gone} if it is certainly not there;
     *     {@link Sent.Rejected} if the bot may not look
     */
    Sent find(String channel, Optional<String> thread, String key, Instant since);

    /** Shows a message to one user only, who has to be in the channel. */
    Sent ephemeral(String channel, String user, MessageContent content);

    /** Answers a command where it was typed, whether the bot is a member there or not. */
    Sent respond(ResponseUrl url, boolean inChannel, MessageContent content);

    /** Puts a file into a channel or thread, with a comment. */
    Sent upload(String channel, Optional<String> thread, MessageContent.File file, String comment);
}
