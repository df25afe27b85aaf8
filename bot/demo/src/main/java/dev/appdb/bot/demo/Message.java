package dev.appdb.bot.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A message as the channel shows it now.
 *
 * @param ts its name in the channel
 * @param threadTs the message in whose thread it is
 * @param audience the only user who sees it; empty for everybody
 * @param blocks Block Kit, an array
 * @param edits how often it has been replaced
 * @param viaResponseUrl whether it was posted through a response URL
 */
public record Message(
        String channel,
        String ts,
        Optional<String> threadTs,
        Optional<String> audience,
        String author,
        String text,
        JsonNode blocks,
        JsonNode metadata,
        int edits,
        boolean viaResponseUrl) {

    Message edited(String newText, JsonNode newBlocks) {
        return new Message(
                channel, ts, threadTs, audience, author, newText, newBlocks, metadata, edits + 1, viaResponseUrl);
    }

    /** Everything that it shows, as one text: for assertions. */
    public String shown() {
        return text + "\n" + blocks;
    }

    /** The block elements that can be clicked or chosen. */
    public Stream<JsonNode> actions() {
        return Blocks.elements(blocks);
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("type", "message").put("ts", ts).put("text", text);
        json.put("user", author);
        threadTs.ifPresent(thread -> json.put("thread_ts", thread));
        json.set("blocks", blocks);
        if (metadata.isObject()) {
            json.set("metadata", metadata);
        }
        return json;
    }
}
