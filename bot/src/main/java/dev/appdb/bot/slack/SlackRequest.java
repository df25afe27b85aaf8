package dev.appdb.bot.slack;

import java.time.Instant;

/**
 * Something that Slack delivered, verified to come from Slack, and not yet read: what of it is work is kept as
 * a {@link dev.appdb.bot.store.Delivery}.
 *
 * @param id the same for every retry and replay of this delivery, over either way in, and for no other
 * @param payload Slack's JSON, an object; a slash command's form as an object of its fields
 * @param received when it arrived here
 */
public record SlackRequest(String id, Kind kind, String payload, Instant received) {

    /** The kind of a person's action in Slack. */
    public enum Kind {
        /** A slash command. */
        COMMAND,
        /** A click, or a choice in a message or modal. */
        ACTION,
        /** A submitted modal. */
        SUBMISSION,
        /** A modal closed without submitting it. */
        CLOSED,
        /** Text typed into a menu whose options come from the bot; the reply has them. */
        SUGGESTION,
        /** An event of the Events API. */
        EVENT,
        /** A request that this version does not know. It is acknowledged, since Slack would only repeat it. */
        UNKNOWN
    }

    /** Without what people typed, and without the response URL, which is as good as a key. */
    @Override
    public String toString() {
        return kind + " " + id;
    }
}
