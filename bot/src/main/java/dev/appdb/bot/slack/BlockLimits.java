package dev.appdb.bot.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.appdb.bot.message.Limits;
import java.util.Optional;

/**
 * The last look before blocks are sent, since the SDK sends anything: Slack's limits of
 * docs.slack.dev/reference/block-kit/blocks. Whoever makes messages splits them before it comes to this.
 */
final class BlockLimits {
    /** Longer texts of messages Slack cuts off. */
    static final int MESSAGE_TEXT = 40_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private BlockLimits() {}

    /** The first problem of a message's blocks, if any. */
    static Optional<String> ofMessage(String blocks) {
        return problem(blocks, "", Limits.BLOCKS_OF_MESSAGE);
    }

    /** The first problem of a modal, if any. */
    static Optional<String> ofModal(String view) {
        return problem(view, "/blocks", Limits.BLOCKS_OF_VIEW);
    }

    private static Optional<String> problem(String json, String path, int limit) {
        try {
            JsonNode blocks = JSON.readTree(json).at(path);
            if (!blocks.isArray()) {
                return Optional.of("no array of blocks");
            }
            if (blocks.size() > limit) {
                return Optional.of(blocks.size() + " blocks, at most " + limit);
            }
            for (JsonNode block : blocks) {
                int longest = block.path("type").asText().equals("header") ? Limits.HEADER : Limits.TEXT;
                Optional<String> tooLong = tooLong(block, longest);
                if (tooLong.isPresent()) {
                    return tooLong;
                }
            }
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of("no JSON");
        }
    }

    private static Optional<String> tooLong(JsonNode node, int longest) {
        boolean isText = node.path("type").asText().matches("mrkdwn|plain_text");
        int length = node.path("text").asText("").length();
        if (isText && length > longest) {
            return Optional.of("a text of " + length + " characters, at most " + longest);
        }
        for (JsonNode each : node) {
            Optional<String> deeper = tooLong(each, longest);
            if (deeper.isPresent()) {
                return deeper;
            }
        }
        return Optional.empty();
    }
}
