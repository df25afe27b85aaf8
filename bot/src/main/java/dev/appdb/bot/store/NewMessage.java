package dev.appdb.bot.store;

import java.util.Optional;

/**
 * A message whose content is known, to be shown once.
 *
 * @param key its own; the same message is never made twice
 * @param channel of the workspace, a person's id, or a workflow's step
 * @param parent the key of the message in whose thread it is, or after which it comes if only one user is to see it
 * @param audience the only user who is to see it; empty for everybody in the channel
 * @param delivery whose response URL may be used
 * @param content as JSON
 * @param isAttachment whether it goes out after all answers that wait: a file, or details in a thread
 * @param fallback whom it reaches directly where its channel refuses it and nobody asked for it
 */
public record NewMessage(
        String key,
        String channel,
        Optional<String> parent,
        Optional<String> audience,
        Optional<String> delivery,
        String content,
        boolean isAttachment,
        Optional<String> fallback) {

    /** A message for everybody in a channel, which no person asked for. */
    public static NewMessage of(String key, String channel, String content) {
        return new NewMessage(
                key, channel, Optional.empty(), Optional.empty(), Optional.empty(), content, false, Optional.empty());
    }

    /** The same in the thread of another message. */
    public NewMessage inThreadOf(String other) {
        return new NewMessage(key, channel, Optional.of(other), audience, delivery, content, isAttachment, fallback);
    }

    /** The same as an answer to a delivery. */
    public NewMessage answering(String other, Optional<String> onlyFor) {
        return new NewMessage(key, channel, parent, onlyFor, Optional.of(other), content, isAttachment, fallback);
    }

    /** The same, after all answers that wait. */
    public NewMessage asAttachment() {
        return new NewMessage(key, channel, parent, audience, delivery, content, true, fallback);
    }

    /** The same with somebody whom it reaches where its channel refuses it. */
    public NewMessage orDirectlyTo(String person) {
        return new NewMessage(key, channel, parent, audience, delivery, content, isAttachment, Optional.of(person));
    }
}
