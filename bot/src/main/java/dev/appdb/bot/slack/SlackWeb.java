package dev.appdb.bot.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.slack.api.webhook.WebhookResponse;
import dev.appdb.bot.job.MessageContent;
import dev.appdb.bot.job.SlackMessages;
import dev.appdb.bot.job.SlackResult;
import dev.appdb.bot.store.ResponseUrl;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Slack's Web API, as far as the bot uses it. Every method makes one call (an upload three), waits for nothing but the
 * answer, at most 10 s, and says what became of it. Thread-safe.
 */
public final class SlackWeb implements SlackMessages {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVENT = "appdb_message";
    private static final String KEY = "key";

    private final SlackAccount account;
    private final SlackCalls calls;
    private volatile Optional<Workspace> workspace = Optional.empty();

    public SlackWeb(SlackAccount account, SlackMetrics metrics) {
        this.account = account;
        this.calls = new SlackCalls(metrics);
    }

    /** Asks Slack whether the bot's token is good: {@link SlackResult.Done} with the team's id. */
    public SlackResult verify() {
        return calls.make("auth.test", () -> account.methods().authTest(request -> request), answer -> {
            workspace =
                    Optional.of(new Workspace(text(answer.getTeamId()), Optional.ofNullable(answer.getEnterpriseId())));
            return new SlackResult.Done(text(answer.getTeamId()));
        });
    }

    /** The workspace of the bot's token; empty until {@link #verify} has once succeeded. */
    Optional<Workspace> workspace() {
        return workspace;
    }

    /** The workspace of the bot's token, after asking Slack once more. */
    Optional<Workspace> askedWorkspace() {
        verify();
        return workspace;
    }

    @Override
    public SlackResult post(String channel, Optional<String> thread, MessageContent content, String key) {
        Optional<SlackResult> refused = overLimits(content);
        if (refused.isPresent()) {
            return refused.get();
        }
        ObjectNode metadata = JSON.createObjectNode().put("event_type", EVENT);
        metadata.putObject("event_payload").put(KEY, key);
        return calls.make(
                "chat.postMessage",
                () -> account.methods()
                        .chatPostMessage(request -> request.channel(channel)
                                .threadTs(thread.orElse(null))
                                .text(content.text())
                                .blocksAsString(content.blocks().orElse(null))
                                .metadataAsString(metadata.toString())
                                .unfurlLinks(false)
                                .unfurlMedia(false)),
                answer -> new SlackResult.Done(text(answer.getTs()), Optional.ofNullable(answer.getChannel())));
    }

    @Override
    public SlackResult update(String channel, String ts, MessageContent content) {
        return overLimits(content)
                .orElseGet(() -> calls.make(
                        "chat.update",
                        () -> account.methods()
                                .chatUpdate(request -> request.channel(channel)
                                        .ts(ts)
                                        .text(content.text())
                                        // An empty array, or Slack keeps the blocks that were there.
                                        .blocksAsString(content.blocks().orElse("[]"))),
                        answer ->
                                new SlackResult.Done(text(answer.getTs()), Optional.ofNullable(answer.getChannel()))));
    }

    @Override
    public SlackResult ephemeral(String channel, String user, MessageContent content) {
        return overLimits(content)
                .orElseGet(() -> calls.make(
                        "chat.postEphemeral",
                        () -> account.methods()
                                .chatPostEphemeral(request -> request.channel(channel)
                                        .user(user)
                                        .text(content.text())
                                        .blocksAsString(content.blocks().orElse(null))),
                        // It can't be updated, so its name is of no use.
                        answer -> new SlackResult.Done("")));
    }

    @Override
    public SlackResult respond(ResponseUrl url, boolean inChannel, MessageContent content) {
        Optional<SlackResult> refused = overLimits(content);
        if (refused.isPresent()) {
            return refused.get();
        }
        ObjectNode body = JSON.createObjectNode()
                .put("response_type", inChannel ? "in_channel" : "ephemeral")
                .put("replace_original", false)
                .put("text", content.text());
        content.blocks().ifPresent(blocks -> body.putRawValue("blocks", new RawValue(blocks)));
        long start = System.nanoTime();
        SlackResult sent = answered(url, body.toString());
        calls.note("response_url", sent, Duration.ofNanos(System.nanoTime() - start));
        return sent;
    }

    private SlackResult answered(ResponseUrl url, String body) {
        try {
            WebhookResponse answer = account.slack().send(url.reveal(), body);
            Optional<String> error = error(answer);
            if (answer.getCode() == 200) {
                return error.map(SlackCalls::refused).orElseGet(() -> new SlackResult.Done(""));
            }
            boolean isUsedUp = answer.getCode() == 404 || answer.getCode() == 410;
            if (isUsedUp) {
                return new SlackResult.Gone();
            }
            SlackResult byStatus = SlackCalls.status(answer.getCode(), retryAfter(answer));
            return byStatus instanceof SlackResult.Rejected
                    ? error.map(SlackCalls::refused).orElse(byStatus)
                    : byStatus;
        } catch (IOException | RuntimeException e) {
            // Its message may have the URL in it, which is a secret.
            return new SlackResult.Unreachable(
                    "Slack could not be reached: " + e.getClass().getSimpleName());
        }
    }

    /** Slack's error: JSON, or a code alone. */
    private static Optional<String> error(WebhookResponse answer) {
        String body = text(answer.getBody()).strip();
        try {
            JsonNode json = JSON.readTree(body);
            if (json != null && json.isObject()) {
                return Optional.of(json.path("error").asText()).filter(code -> !code.isEmpty());
            }
        } catch (JsonProcessingException e) {
            // Then it is no JSON.
        }
        return Optional.of(body).filter(code -> code.matches("[a-z]+(_[a-z]+)++"));
    }

    private static Optional<String> retryAfter(WebhookResponse answer) {
        Map<String, List<String>> headers =
                Optional.ofNullable(answer.getHeaders()).orElse(Map.of());
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
                .flatMap(header -> header.getValue().stream())
                .findFirst();
    }

    @Override
    public SlackResult upload(String channel, Optional<String> thread, MessageContent.File file, String comment) {
        return calls.make(
                "files.uploadV2",
                () -> account.methods()
                        .filesUploadV2(request -> request.channel(channel)
                                .threadTs(thread.orElse(null))
                                .filename(file.name())
                                .title(file.name())
                                .content(file.content())
                                .initialComment(comment)),
                answer -> new SlackResult.Done(""));
    }

    @Override
    public SlackResult publishHome(String user, MessageContent content) {
        String view = "{\"type\":\"home\",\"blocks\":" + content.blocks().orElse("[]") + "}";
        Optional<String> problem = BlockLimits.ofModal(view);
        return problem.map(SlackWeb::invalid)
                .orElseGet(() -> calls.make(
                        "views.publish",
                        () -> account.methods()
                                .viewsPublish(request -> request.userId(user).viewAsString(view)),
                        answer -> new SlackResult.Done(text(answer.getView().getId()))));
    }

    @Override
    public SlackResult completeStep(String execution, Map<String, String> outputs) {
        return calls.make(
                "functions.completeSuccess",
                () -> account.methods()
                        .functionsCompleteSuccess(request ->
                                request.functionExecutionId(execution).outputs(outputs)),
                answer -> new SlackResult.Done(""));
    }

    @Override
    public SlackResult failStep(String execution, String why) {
        return calls.make(
                "functions.completeError",
                () -> account.methods()
                        .functionsCompleteError(request ->
                                request.functionExecutionId(execution).error(why)),
                answer -> new SlackResult.Done(""));
    }

    private static Optional<SlackResult> overLimits(MessageContent content) {
        if (content.text().length() > BlockLimits.MESSAGE_TEXT) {
            return Optional.of(new SlackResult.Rejected("msg_too_long"));
        }
        return content.blocks().flatMap(BlockLimits::ofMessage).map(SlackWeb::invalid);
    }

    /** The error that Slack would return, so that the sender tries without blocks. */
    static SlackResult invalid(String problem) {
        return new SlackResult.Rejected("invalid_blocks: " + problem);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
