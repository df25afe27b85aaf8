package dev.appdb.bot.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One delivery of Slack: a command, click, submitted modal, opened home tab or workflow's step.
 *
 * @param id what is the same for every retry of this delivery and for no other: an envelope's or event's id, or one made
 *     of a trigger or a modal
 * @param user who did it, {@code U…}, or {@link #WORKFLOW}
 * @param channel where the answer goes: the channel where it was done; the person's own id where it was in none, for a
 *     direct message; or a {@linkplain #step workflow's step}
 * @param fields what it says: {@link #TEXT}, the whole command as it was typed, as a button stands for it, or as a form
 *     completed it; {@link #MESSAGE} and {@link #ACTION} of a click; a set-up form's answers, each {@link #ANSWER} and
 *     the question's id; {@link #NAME}; {@link #FORM}
 */
public record Delivery(
        String id,
        Kind kind,
        String user,
        String channel,
        Map<String, String> fields,
        Optional<ResponseUrl> responseUrl,
        Instant receivedAt) {
    /** The name of the person; empty where Slack does not give it. */
    public static final String NAME = "user_name";

    public static final String TEXT = "text";
    /** The prefix of the fields of a setup's answers, followed by the question's id. */
    public static final String ANSWER = "answer.";

    /** There if it asks for a form that may not have opened: then it is answered, and begins nothing. */
    public static final String FORM = "form";

    public static final String ACTION = "action_id";
    public static final String MESSAGE = "message_ts";

    /** There if whoever did it belongs to another organization, and sees the bot in a shared channel: their team. */
    public static final String EXTERNAL_TEAM = "external_team";

    /** The user of a workflow's step: nobody, so that only rules for everybody let it through. */
    public static final String WORKFLOW = "workflow";

    private static final String STEP = "workflow-step:";
    private static final int UNKNOWN = 0xFFFD;

    public Delivery {
        fields = fields.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, field -> storable(field.getValue())));
    }

    /** PostgreSQL keeps any text but the character 0, and halves of characters are no text: both are shown as unknown. */
    private static String storable(String text) {
        int[] characters = text.codePoints()
                .map(each -> each == 0 || Character.getType(each) == Character.SURROGATE ? UNKNOWN : each)
                .toArray();
        return new String(characters, 0, characters.length);
    }

    /** The kind of a person's action. */
    public enum Kind {
        COMMAND,
        CLICK,
        SUBMISSION,
        /** Opened the bot's home tab. */
        HOME,
        /** Began a step of a workflow. */
        STEP
    }

    /** The channel that stands for a workflow's step: the answer ends the step. */
    public static String channelOfStep(String execution) {
        return STEP + execution;
    }

    /** The execution of the workflow's step that a channel stands for. */
    public static Optional<String> step(String channel) {
        return Optional.of(channel).filter(each -> each.startsWith(STEP)).map(each -> each.substring(STEP.length()));
    }

    /** True if the answer goes to the person alone in any case: there is no channel. */
    public boolean isDirect() {
        return channel.equals(user);
    }

    /** The same with one field more. */
    public Delivery with(String name, String value) {
        Map<String, String> more = new HashMap<>(fields);
        more.put(name, value);
        return new Delivery(id, kind, user, channel, more, responseUrl, receivedAt);
    }

    /** Without what people typed. */
    @Override
    public String toString() {
        return kind + " " + id;
    }

    /** A field, or an empty text. */
    public String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
