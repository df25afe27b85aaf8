package dev.appdb.bot.job;

import dev.appdb.bot.store.ResponseUrl;
import java.util.Map;
import java.util.Optional;

/** Slack, as far as messages are concerned. A call is made once; whoever calls decides about trying again. */
public interface SlackMessages {

    /**
     * Posts a message.
     *
     * @param channel or a person's id, for a direct message; the result says in which channel it is
     * @param thread the {@code ts} of the message in whose thread it belongs
     * @param key goes with the message as metadata
     */
    SlackResult post(String channel, Optional<String> thread, MessageContent content, String key);

    /** Replaces a message's content. */
    SlackResult update(String channel, String ts, MessageContent content);

    /** Shows a message to one user only, who has to be in the channel. */
    SlackResult ephemeral(String channel, String user, MessageContent content);

    /** Answers a command where it was typed, whether the bot is a member there or not. */
    SlackResult respond(ResponseUrl url, boolean inChannel, MessageContent content);

    /** Shows a person's home tab, in place of what it showed before. */
    SlackResult publishHome(String user, MessageContent content);

    /** Ends a workflow's step, with values for the steps after it. */
    SlackResult completeStep(String execution, Map<String, String> outputs);

    /** Ends a workflow's step, and with it the workflow, which shows why. */
    SlackResult failStep(String execution, String why);

    /** Puts a file into a channel or thread, with a comment. */
    SlackResult upload(String channel, Optional<String> thread, MessageContent.File file, String comment);
}
