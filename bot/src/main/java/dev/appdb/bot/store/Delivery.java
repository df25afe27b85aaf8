package dev.appdb.bot.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What Slack delivered: one command, click or submitted modal.
 *
 * @param id what is the same for every retry of this delivery and for no other: an envelope's or event's id, or one made
 *     of a click's message, action and time
 * @param user who did it, {@code U…}
 * @param channel where; empty where there is none, as for a modal
 * @param fields what it says: {@link #TEXT}, the whole command as it was typed, as a button stands for it, or as a form
 *     completed it; {@link #MESSAGE} and {@link #ACTION} of a click; a set-up form's answers, each {@link #ANSWER} and
 *     the question's id; {@link #NAME}
 */
public record Delivery(
        String id,
        Kind kind,
        String user,
        String channel,
        Map<String, String> fields,
        Optional<ResponseUrl> responseUrl,
        Instant receivedAt) {
    /** What the person is called; empty where Slack does not say. */
    public static final String NAME = "user_name";

    public static final String TEXT = "text";
    /** What the fields of a set-up's answers begin with, followed by the question's id. */
    public static final String ANSWER = "answer.";

    public static final String ACTION = "action_id";
    public static final String MESSAGE = "message_ts";

    private static final int REPLACEMENT = 0xfffd;

    public Delivery {
        Map<String, String> kept = new HashMap<>();
        fields.forEach((name, value) -> kept.put(name, keepable(value)));
        fields = Map.copyOf(kept);
    }

    /** PostgreSQL has no place for the character 0 and for halves of characters; a person may paste them. */
    private static String keepable(String text) {
        return text.codePoints()
                .map(each -> each == 0 || Character.getType(each) == Character.SURROGATE ? REPLACEMENT : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
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
