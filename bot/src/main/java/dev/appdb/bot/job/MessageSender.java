package dev.appdb.bot.job;

import dev.appdb.bot.store.ResponseUrl;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StoredJson;
import dev.appdb.bot.store.StoredMessage;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sends one version of one message, the way that is open: to the channel, to one user, or by the response URL. */
final class MessageSender {
    /** Slack's error codes for blocks or a text that it does not accept; a short text alone is accepted. */
    private static final Set<String> CONTENT =
            Set.of("invalid_blocks", "msg_blocks_too_long", "msg_too_long", "block_mismatch");

    /** Slack's error codes for an existing message that can't be changed. Important content is then posted anew. */
    private static final Set<String> UNCHANGEABLE = Set.of("edit_window_closed", "cant_update_message");

    private final Store store;
    private final SlackMessages slack;
    private final MessageRenderer renderer;

    MessageSender(Store store, SlackMessages slack, MessageRenderer renderer) {
        this.store = store;
        this.slack = slack;
        this.renderer = renderer;
    }

    /** Sends, and takes note if Slack did it; everything else is for the caller to note. */
    SlackResult send(StoredMessage message, Optional<StoredMessage> parent) {
        MessageContent content = content(message);
        SlackResult sent = sent(message, parent, content);
        if (sent instanceof SlackResult.Rejected rejected && isAboutContent(rejected)) {
            sent = sent(message, parent, content.withoutBlocks());
        }
        if (sent instanceof SlackResult.Rejected && content.file().isPresent()) {
            sent = sent(message, parent, MessageContents.withoutFile(content));
        }
        if (sent instanceof SlackResult.Rejected rejected && UNCHANGEABLE.contains(rejected.code())) {
            boolean isImportant = message.important() > message.sentVersion();
            sent = isImportant ? new SlackResult.Gone() : new SlackResult.Done("");
        }
        if (sent instanceof SlackResult.Done done) {
            store.perform(transaction -> transaction
                    .messages()
                    .sent(
                            message,
                            Optional.of(done.ts()).filter(ts -> !ts.isEmpty()),
                            done.channel(),
                            message.version()));
        }
        return sent;
    }

    private SlackResult sent(StoredMessage message, Optional<StoredMessage> parent, MessageContent content) {
        if (message.step().isPresent()) {
            return toStep(message, message.step().get(), content);
        }
        boolean isInstead = message.isPerson() && message.fallback().equals(Optional.of(message.channel()));
        MessageContent explained = isInstead ? renderer.insteadOfChannel(content) : content;
        return message.isInChannel() ? inChannel(message, parent, explained) : byResponseUrl(message, explained);
    }

    /** A check's step has outputs; everything else that is answered to a step is why there are none. */
    private SlackResult toStep(StoredMessage message, String execution, MessageContent content) {
        Optional<Map<String, String>> outputs = message.run()
                .flatMap(run -> store.within(transaction -> RunView.of(transaction, run)))
                .flatMap(renderer::outputs);
        return outputs.map(found -> slack.completeStep(execution, found))
                .orElseGet(() -> slack.failStep(execution, MessageContents.inOneLine(content)));
    }

    /** Some codes come with more behind them, such as {@code invalid_blocks_format}. */
    private static boolean isAboutContent(SlackResult.Rejected rejected) {
        return CONTENT.stream().anyMatch(code -> rejected.code().startsWith(code));
    }

    /** True if a file goes with it, as with one to commit. */
    boolean hasFile(StoredMessage message) {
        return message.content()
                .map(json -> StoredJson.read(json, MessageContent.class))
                .flatMap(MessageContent::file)
                .isPresent();
    }

    /** Made from the run at this moment, which may be newer than the version; showing it twice harms nobody. */
    private MessageContent content(StoredMessage message) {
        return message.content()
                .map(json -> StoredJson.read(json, MessageContent.class))
                .orElseGet(() -> store.within(transaction ->
                                RunView.of(transaction, message.run().orElseThrow()))
                        .map(renderer::run)
                        .orElseThrow());
    }

    private SlackResult inChannel(StoredMessage message, Optional<StoredMessage> parent, MessageContent content) {
        Optional<String> thread = parent.flatMap(StoredMessage::ts);
        String channel = parent.map(StoredMessage::channel).orElse(message.channel());
        if (message.ts().isPresent()) {
            return slack.update(message.channel(), message.ts().get(), content);
        }
        if (content.file().isPresent() && message.isPerson()) {
            return toPerson(message, content.file().get(), content.text());
        }
        return content.file().isPresent()
                ? slack.upload(channel, thread, content.file().get(), content.text())
                : slack.post(channel, thread, content, message.key());
    }

    /** A file can be put only into a channel: that of the direct messages is known when there is one. */
    private SlackResult toPerson(StoredMessage message, MessageContent.File file, String comment) {
        SlackResult announced =
                slack.post(message.channel(), Optional.empty(), MessageContent.text(comment), message.key());
        return announced instanceof SlackResult.Done done && done.channel().isPresent()
                ? slack.upload(done.channel().get(), Optional.of(done.ts()), file, comment)
                : announced;
    }

    /** A response URL works five times: it is kept for what people have to see. */
    private SlackResult byResponseUrl(StoredMessage message, MessageContent content) {
        Optional<ResponseUrl> url = store.within(transaction ->
                message.delivery().flatMap(delivery -> transaction.deliveries().useResponseUrl(delivery)));
        boolean isForAll = message.audience().isEmpty();
        if (url.isPresent()) {
            return slack.respond(url.get(), isForAll, isForAll ? renderer.fromOutside(content) : content);
        }
        return isForAll
                ? new SlackResult.Rejected("not_in_channel, and the response URL can't be used any more")
                : slack.ephemeral(message.channel(), message.audience().get(), content);
    }
}
