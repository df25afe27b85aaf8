package dev.appdb.bot.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What Slack delivered: one command, click or submitted modal.
 *
 * @param id what is the same for every retry of this delivery and for no other: an envelope's or event's id, or one made
 *     of a click's message, action and time
 * @param user who did it, {@code U…}
 * @param channel where; empty where there is none, as for a modal
 * @param fields what it says: {@link #TEXT} of a command; {@link #ACTION}, {@link #VALUE} and {@link #MESSAGE} of a
 *     click; a modal's answers, and its private metadata as {@link #METADATA}
 */
public record Delivery(
        String id,
        Kind kind,
        String user,
        String channel,
        Map<String, String> fields,
        Optional<ResponseUrl> responseUrl,
        Instant receivedAt) {
    public static final String TEXT = "text";
    public static final String ACTION = "action_id";
    public static final String VALUE = "value";
    public static final String MESSAGE = "message_ts";
    public static final String METADATA = "private_metadata";

    public Delivery {
        fields = Map.copyOf(fields);
    }

    /** What a person did. */
    public enum Kind {
        COMMAND,
        CLICK,
        SUBMISSION
    }

    /** A field, or an empty text. */
    public String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
