package dev.appdb.bot.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.util.json.GsonFactory;
import dev.appdb.bot.message.Limits;
import dev.appdb.bot.message.Reply;
import dev.appdb.bot.message.SlackMessage;
import dev.appdb.bot.message.SlackText;
import dev.appdb.bot.store.StoredJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Messages as they are kept until they are sent. */
final class MessageContents {
    private static final Set<String> PARAGRAPHS = Set.of("header", "section", "rich_text");

    private MessageContents() {}

    static MessageContent of(SlackMessage message) {
        return new MessageContent(
                message.text(),
                Optional.of(message.blocks())
                        .filter(blocks -> !blocks.isEmpty())
                        .map(blocks -> GsonFactory.createSnakeCase().toJson(blocks)),
                Optional.empty());
    }

    /** The answer's message, and then what belongs into its thread. */
    static List<MessageContent> of(Reply reply) {
        List<MessageContent> all = new ArrayList<>();
        all.add(of(reply.message()));
        reply.thread().forEach(message -> all.add(of(message)));
        reply.file()
                .ifPresent(file -> all.add(new MessageContent(
                        file.title(),
                        Optional.empty(),
                        Optional.of(new MessageContent.File(file.name(), file.content())))));
        return all;
    }

    /** For where no file can be put: as much of it as a message holds. */
    static MessageContent withoutFile(MessageContent content) {
        return content.file()
                .map(file -> MessageContent.text(
                        SlackText.cut(SlackText.escape(file.name() + ":\n" + file.content()), Limits.TEXT)))
                .orElse(content);
    }

    /** The headline and the paragraphs as plain text, for where no blocks can be shown. */
    static String inOneLine(MessageContent content) {
        List<String> parts = new ArrayList<>();
        for (JsonNode block : StoredJson.read(content.blocks().orElse("[]"), JsonNode.class)) {
            if (PARAGRAPHS.contains(block.path("type").asText())) {
                List<String> texts = new ArrayList<>();
                block.findValues("text").stream().filter(JsonNode::isTextual).forEach(text -> texts.add(text.asText()));
                parts.add(String.join("", texts));
            }
        }
        return SlackText.cut(parts.isEmpty() ? content.text() : String.join(": ", parts), Limits.TEXT);
    }

    /** The message that a content was made of; empty if Slack would take no more blocks. */
    static Optional<SlackMessage> extensible(MessageContent content) {
        LayoutBlock[] blocks =
                GsonFactory.createSnakeCase().fromJson(content.blocks().orElse("[]"), LayoutBlock[].class);
        return blocks.length < Limits.BLOCKS_OF_MESSAGE
                ? Optional.of(new SlackMessage(content.text(), List.of(blocks)))
                : Optional.empty();
    }
}
