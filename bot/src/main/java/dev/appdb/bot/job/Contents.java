package dev.appdb.bot.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.slack.api.util.json.GsonFactory;
import dev.appdb.bot.message.Limits;
import dev.appdb.bot.message.Reply;
import dev.appdb.bot.message.SlackMessage;
import dev.appdb.bot.message.SlackText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages as they are kept until they are sent. */
final class Contents {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Contents() {}

    static MessageContent of(SlackMessage message) {
        return new MessageContent(
                message.text(),
                Optional.of(GsonFactory.createSnakeCase().toJson(message.blocks())),
                Optional.empty());
    }

    /** The answer's message, and then what belongs into its thread. */
    static List<MessageContent> of(Reply reply) {
        List<MessageContent> all = new ArrayList<>();
        all.add(of(reply.message()));
        reply.thread().forEach(message -> all.add(of(message)));
        reply.file().ifPresent(file -> all.add(new MessageContent(
                file.title(),
                Optional.empty(),
                Optional.of(new MessageContent.File(file.name(), file.content())))));
        return all;
    }

    /** For where no file can be put: as much of it as a message holds. */
    static MessageContent withoutFile(MessageContent content) {
        return content.file()
                .map(file -> MessageContent.text(SlackText.cut(
                        SlackText.escape(file.name() + ":\n" + file.content()), Limits.TEXT)))
                .orElse(content);
    }

    /** The first with the blocks of the second below it, as far as Slack takes so many. */
    static MessageContent joined(MessageContent first, MessageContent second) {
        try {
            ArrayNode blocks = (ArrayNode) MAPPER.readTree(first.blocks().orElse("[]"));
            ArrayNode more = (ArrayNode) MAPPER.readTree(second.blocks().orElse("[]"));
            if (blocks.isEmpty() || blocks.size() + more.size() > Limits.BLOCKS_OF_MESSAGE) {
                return first;
            }
            blocks.addAll(more);
            return new MessageContent(first.text(), Optional.of(blocks.toString()), first.file());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("blocks are JSON", e);
        }
    }
}
