package dev.appdb.bot.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.app_backend.events.payload.UrlVerificationPayload;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.interactive_components.payload.BlockSuggestionPayload;
import com.slack.api.app_backend.interactive_components.payload.GlobalShortcutPayload;
import com.slack.api.app_backend.interactive_components.payload.MessageShortcutPayload;
import com.slack.api.app_backend.views.payload.ViewClosedPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.socket_mode.request.SocketModeRequestParser;
import com.slack.api.bolt.util.SlackRequestParser;
import com.slack.api.socket_mode.request.SlashCommandsEnvelope;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Bolt's two parsers, given only what they know. Of anything else they write the whole body into the log, with its
 * response URL and what people typed; where a field has changed its type they throw. So the kind of a request is looked at
 * first, and what the bot does not need and Slack may change, the message of a button or shortcut, is left out.
 */
final class RequestParser {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "type";
    private static final Set<String> EVENTS = Set.of(EventsApiPayload.TYPE, UrlVerificationPayload.TYPE);
    private static final Set<String> INTERACTIONS = Set.of(
            BlockActionPayload.TYPE,
            BlockSuggestionPayload.TYPE,
            GlobalShortcutPayload.TYPE,
            MessageShortcutPayload.TYPE,
            ViewClosedPayload.TYPE,
            ViewSubmissionPayload.TYPE);

    private final SlackRequestParser http;
    private final SocketModeRequestParser socketMode;

    RequestParser(AppConfig config) {
        http = new SlackRequestParser(config);
        socketMode = new SocketModeRequestParser(config);
    }

    /** A request that is not what Slack sends. Its message quotes nothing of it. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String why) {
            super(why);
        }
    }

    /** Reads a JSON object. */
    static ObjectNode json(String text) throws UnreadableException {
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // What is wrong with it would quote it.
        }
        throw new UnreadableException("no JSON object");
    }

    /**
     * Reads the verified body of an HTTP request: JSON for events, a form for commands, and a form with JSON for
     * interactions.
     *
     * @return empty for what this version does not know: to be acknowledged, since Slack would only repeat it
     */
    Optional<Request<?>> http(String body) throws UnreadableException {
        if (body.startsWith("{")) {
            return EVENTS.contains(type(json(body))) ? Optional.of(fromHttp(body)) : Optional.empty();
        }
        Optional<String> payload =
                attempt(() -> Optional.ofNullable(http.getJsonPayloadExtractor().extractIfExists(body)));
        if (payload.isPresent()) {
            ObjectNode interaction = json(payload.get());
            return INTERACTIONS.contains(type(interaction))
                    ? Optional.of(fromHttp(
                            "payload=" + URLEncoder.encode(reduced(interaction).toString(), StandardCharsets.UTF_8)))
                    : Optional.empty();
        }
        boolean isKnown = attempt(() -> http.getCommandRequestDetector().isCommand(body)
                || http.getSslCheckPayloadDetector().isSSLCheckRequest(body));
        if (!isKnown) {
            throw new UnreadableException("neither a command nor an interaction");
        }
        return Optional.of(fromHttp(body));
    }

    private Request<?> fromHttp(String body) throws UnreadableException {
        return attempt(() -> http.parse(SlackRequestParser.HttpRequest.builder()
                .requestUri("")
                .requestBody(body)
                .headers(new RequestHeaders(Map.of()))
                .build()));
    }

    /**
     * Reads an envelope of Socket Mode.
     *
     * @return empty for what this version does not know: to be acknowledged, since Slack would only repeat it
     */
    Optional<Request<?>> socketMode(ObjectNode envelope) throws UnreadableException {
        if (!(envelope.path("payload") instanceof ObjectNode payload)) {
            throw new UnreadableException("an envelope without an object in it");
        }
        boolean isKnown = type(envelope).equals(SlashCommandsEnvelope.TYPE)
                ? payload.hasNonNull("command")
                : EVENTS.contains(type(payload)) || INTERACTIONS.contains(type(payload));
        if (!isKnown) {
            return Optional.empty();
        }
        reduced(payload);
        return Optional.of(attempt(() -> socketMode.parse(envelope.toString()).getBoltRequest()));
    }

    private static String type(JsonNode json) {
        return json.path(TYPE).asText();
    }

    /** Without what is not needed; and one action, since Bolt calls no listener where there are several. */
    private static ObjectNode reduced(ObjectNode interaction) {
        if (type(interaction).equals(MessageShortcutPayload.TYPE)) {
            interaction.remove("message");
        }
        if (type(interaction).equals(BlockActionPayload.TYPE)) {
            interaction.remove("message");
            if (interaction.path("actions") instanceof ArrayNode actions) {
                while (actions.size() > 1) {
                    actions.remove(actions.size() - 1);
                }
            }
        }
        return interaction;
    }

    /** Bolt's parsers throw whatever comes up where a field is missing or has another type. */
    private static <T> T attempt(Callable<T> parsing) throws UnreadableException {
        try {
            T parsed = parsing.call();
            if (parsed != null) {
                return parsed;
            }
        } catch (Exception e) {
            throw new UnreadableException(e.getClass().getSimpleName());
        }
        throw new UnreadableException("nothing that Bolt knows");
    }
}
