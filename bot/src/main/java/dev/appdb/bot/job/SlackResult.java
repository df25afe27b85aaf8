package dev.appdb.bot.job;

import java.time.Duration;
import java.util.Optional;

/** Slack's result of a call. */
public sealed interface SlackResult {

    /**
     * Slack did it.
     *
     * @param ts Slack's name for the message; empty where it gives none
     * @param channel the channel that the message is in: for one that is posted to a person, that of the direct messages
     */
    record Done(String ts, Optional<String> channel) implements SlackResult {
        public Done(String ts) {
            this(ts, Optional.empty());
        }
    }

    /** Slack did nothing, and wants to be asked again later: HTTP 429 with {@code Retry-After}. */
    record RateLimited(Duration retryAfter) implements SlackResult {}

    /** The message is not there, or not any more. */
    record Gone() implements SlackResult {}

    /** The bot is no member of the channel. */
    record NotInChannel() implements SlackResult {}

    /**
     * Slack does not take the bot's token, whatever it is asked for: its error code, such as {@code token_revoked}. It is
     * worth asking again when somebody has seen to the token.
     */
    record Unauthorized(String code) implements SlackResult {}

    /** Slack refused, and will refuse again in this way: its error code, such as {@code is_archived}. */
    record Rejected(String code) implements SlackResult {}

    /** No answer came: nobody knows whether Slack did it. */
    record Unreachable(String why) implements SlackResult {}
}
