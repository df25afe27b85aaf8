package dev.appdb.bot.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Reads deliveries. Their identity comes from the payload, so that it is the same over Socket Mode and HTTP, for a retry
 * and for a replay: an event's id; otherwise the trigger, of which Slack makes one for each thing that a person does;
 * otherwise, for closing a modal, the content. An envelope's id would not do: a retry may come in a new envelope.
 *
 * <p>Bolt's {@code SlackRequestParser} is not used: it takes the body as a string in the platform's encoding, so that on
 * Java 17 under {@code LANG=C} signatures of non-ASCII texts fail, and it parses into classes that are turned into JSON
 * again.
 */
final class SlackRequestReader {
    static final String COMMANDS = "slash_commands";
    static final String INTERACTIVE = "interactive";
    static final String EVENTS = "events_api";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, SlackRequest.Kind> INTERACTIONS = Map.of(
            "block_actions", SlackRequest.Kind.ACTION,
            "view_submission", SlackRequest.Kind.SUBMISSION,
            "view_closed", SlackRequest.Kind.CLOSED,
            "block_suggestion", SlackRequest.Kind.SUGGESTION);

    private SlackRequestReader() {}

    /** A body that is not what Slack sends. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String why) {
            super(why);
        }
    }

    /** The body of an HTTP request, and its kind of envelope. */
    record Body(String type, JsonNode payload) {}

    static JsonNode json(String text) throws UnreadableException {
        try {
            JsonNode json = JSON.readTree(text);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            // What is wrong with it would quote it.
        }
        throw new UnreadableException("no JSON object");
    }

    /** Reads a body of HTTP: JSON for events, a form for commands, and a form with JSON for interactions. */
    static Body body(String contentType, byte[] bytes) throws UnreadableException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (contentType.startsWith("application/json")) {
            return new Body(EVENTS, json(text));
        }
        ObjectNode form = form(text);
        return form.has("payload")
                ? new Body(INTERACTIVE, json(form.path("payload").asText()))
                : new Body(COMMANDS, form);
    }

    private static ObjectNode form(String text) throws UnreadableException {
        ObjectNode form = JSON.createObjectNode();
        try {
            for (String pair : text.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("no form");
        }
        return form;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** @param type of the envelope: {@code slash_commands}, {@code interactive} or {@code events_api} */
    static SlackRequest delivery(String type, JsonNode payload, Instant received) {
        SlackRequest.Kind kind = switch (type) {
            case COMMANDS -> payload.has("command") ? SlackRequest.Kind.COMMAND : SlackRequest.Kind.UNKNOWN;
            case EVENTS -> payload.has("event") ? SlackRequest.Kind.EVENT : SlackRequest.Kind.UNKNOWN;
            case INTERACTIVE -> INTERACTIONS.getOrDefault(payload.path("type").asText(), SlackRequest.Kind.UNKNOWN);
            default -> SlackRequest.Kind.UNKNOWN;
        };
        return new SlackRequest(identity(payload), kind, payload.toString(), received);
    }

    private static String identity(JsonNode payload) {
        return some(payload, "event_id")
                .or(() -> some(payload, "trigger_id"))
                .orElseGet(() -> "content:" + hash(payload.toString()));
    }

    private static Optional<String> some(JsonNode payload, String field) {
        return Optional.of(payload.path(field).asText())
                .filter(value -> !value.isEmpty())
                .map(value -> field + ":" + (value.length() > 200 ? hash(value) : value));
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
