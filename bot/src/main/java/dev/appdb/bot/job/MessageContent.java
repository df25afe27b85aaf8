package dev.appdb.bot.job;

import dev.appdb.bot.message.Limits;
import dev.appdb.bot.message.SlackText;
import java.util.Optional;

/**
 * The content of one message.
 *
 * @param text the fallback where no blocks are shown, and what is read aloud
 * @param blocks Block Kit as a JSON array; empty for text alone
 * @param file something too long for a message, which goes with it
 */
public record MessageContent(String text, Optional<String> blocks, Optional<File> file) {

    /** A message of text alone. */
    public static MessageContent text(String text) {
        return new MessageContent(text, Optional.empty(), Optional.empty());
    }

    /** The same without blocks, and no longer than a section's text: for when Slack does not take it as it is. */
    MessageContent withoutBlocks() {
        return new MessageContent(SlackText.cut(text, Limits.TEXT), Optional.empty(), file);
    }

    /** A text file, with its name. */
    public record File(String name, String content) {}
}
