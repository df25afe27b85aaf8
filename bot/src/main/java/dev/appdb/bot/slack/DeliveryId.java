package dev.appdb.bot.slack;

import com.slack.api.bolt.request.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a delivery. It comes from the payload, so that it is the same over Socket Mode and HTTP, for a retry
 * and for a replay: the trigger, of which Slack makes one for each thing that a person does. An envelope's id would not
 * do: a retry may come in a new envelope.
 */
final class DeliveryId {
    private static final int LONGEST = 200;

    private DeliveryId() {}

    /** @param trigger of a command or click; without one, the content itself tells it from others */
    static String of(Request<?> request, @Nullable String trigger) {
        if (trigger == null || trigger.isEmpty()) {
            return "content:" + hash(request.getRequestBodyAsString());
        }
        return "trigger_id:" + (trigger.length() > LONGEST ? hash(trigger) : trigger);
    }

    /** Slack's own id, the same for every retry. */
    static String ofEvent(String eventId) {
        return "event_id:" + eventId;
    }

    /** A workflow's step is done once, however often Slack delivers it. */
    static String ofStep(String execution) {
        return "step:" + execution;
    }

    /** A modal is done once, however often it is submitted: it closes when it is complete. */
    static String ofModal(String viewId) {
        return "view_id:" + viewId;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
