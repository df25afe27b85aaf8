package dev.appdb.bot.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that Slack is to show, as the database has it.
 *
 * @param key its own; the same message is never made twice
 * @param channel of the workspace; a person's id for direct messages, until the first of them is there; or a
 *     {@linkplain Delivery#step workflow's step}
 * @param parent the key of the message in whose thread it is, or after which it comes if only one user is to see it
 * @param audience the only user who is to see it; empty for everybody in the channel
 * @param run the run that it shows
 * @param delivery whose response URL may be used
 * @param content as JSON; empty where it is made from the run when it is sent
 * @param version counts up each time that there is something new to show
 * @param sentVersion the version that Slack shows; 0 while it shows none
 * @param important the newest version that is worth one of the few uses of a response URL
 * @param generation counts up each time that a worker begins to send it
 * @param ts Slack's name for it
 * @param failures how often in a row Slack could not be reached
 * @param outside whether the bot is no member of the channel
 * @param lane the limit of Slack's that sending it is subject to: its channel's, or that of all updates
 * @param fallback whom it reaches directly where its channel refuses it and nobody asked for it
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
        int failures,
        boolean outside,
        Optional<String> givenUp,
        String lane,
        Optional<String> fallback,
        Instant createdAt) {
    /** The lane of all messages that are changed where they are, in whichever channel. */
    public static final String UPDATES = "updates";

    /** True if the channel is a person's id: they have not been written to directly yet. */
    public boolean isPerson() {
        return channel.startsWith("U") || channel.startsWith("W");
    }

    /** The execution of the workflow's step that it ends; empty if it is for people. */
    public Optional<String> step() {
        return Delivery.step(channel);
    }

    /** True if it is posted to the channel, where it can be updated as often as there is something new. */
    public boolean isInChannel() {
        return audience.isEmpty() && !outside;
    }

    /** True if there is something to send that Slack does not show yet: outside a channel, only important changes. */
    public boolean isBehind() {
        return sentVersion < (isInChannel() ? version : important) && givenUp.isEmpty();
    }
}
