package dev.appdb.bot.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that Slack is to show, as the database has it.
 *
 * @param key its own; the same message is never made twice
 * @param parent the key of the message in whose thread it is, or after which it comes if only one user is to see it
 * @param audience the only user who is to see it; empty for everybody in the channel
 * @param run the run that it shows
 * @param delivery whose response URL may be used
 * @param content as JSON; empty where it is made from the run when it is sent
 * @param version counts up each time that there is something new to show
 * @param sentVersion the version that Slack shows
 * @param important the newest version that is worth one of the few uses of a response URL
 * @param generation counts up each time that a worker begins to send it
 * @param ts Slack's name for it
 * @param attemptedAt when a post was begun of which nobody knows whether Slack has it
 * @param failures how often in a row Slack could not be reached
 * @param outside whether the bot is no member of the channel
 */
public record StoredMessage(
        String key,
        String channel,
        Optional<String> parent,
        Optional<String> audience,
        Optional<String> run,
        Optional<String> delivery,
        Optional<String> content,
        long version,
        long sentVersion,
        long important,
        long generation,
        Optional<String> ts,
        Optional<Instant> attemptedAt,
        int failures,
        boolean outside,
        Optional<String> givenUp,
        Instant createdAt) {

    /** Whether there is something that Slack does not show yet. */
    public boolean isBehind() {
        return sentVersion < version && givenUp.isEmpty();
    }
}
