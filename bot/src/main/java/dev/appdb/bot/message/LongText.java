package dev.appdb.bot.message;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.element.RichTextPreformattedElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Many lines: split into messages, or a file where that would be too many. */
final class LongText {
    private static final int CHARACTERS_OF_BLOCK = 2_800;
    private static final int CHARACTERS_OF_MESSAGE = 2 * CHARACTERS_OF_BLOCK;
    private static final int MAX_MESSAGES = 3;

    private LongText() {}

    /** The lines as they are, in as many messages as it takes. */
    static List<SlackMessage> messages(List<String> lines) {
        List<SlackMessage> messages = new ArrayList<>();
        List<LayoutBlock> blocks = new ArrayList<>();
        for (String chunk : chunks(lines)) {
            if (!blocks.isEmpty() && Limits.textCharacters(blocks) + chunk.length() > CHARACTERS_OF_MESSAGE) {
                messages.add(message(blocks));
                blocks.clear();
            }
            blocks.add(block(chunk));
        }
        if (!blocks.isEmpty()) {
            messages.add(message(blocks));
        }
        return messages;
    }

    /** The lines as they are, in a few messages; none where they are too many for that. */
    static List<SlackMessage> few(List<String> lines) {
        List<SlackMessage> messages = messages(lines);
        return messages.size() <= MAX_MESSAGES ? messages : List.of();
    }

    /** A heading with the lines below it: in the message, in its thread, or as a file. */
    static Reply reply(MessageLayout layout, List<String> lines, TextFile file) {
        List<SlackMessage> messages = messages(lines);
        SlackMessage head = layout.message();
        return messages.size() <= MAX_MESSAGES
                ? new Reply(head, messages, Optional.empty())
                : new Reply(head, List.of(), Optional.of(file));
    }

    private static SlackMessage message(List<LayoutBlock> blocks) {
        RichTextBlock first = (RichTextBlock) blocks.get(0);
        RichTextPreformattedElement element =
                (RichTextPreformattedElement) first.getElements().get(0);
        String text = ((RichTextSectionElement.Text) element.getElements().get(0)).getText();
        return new SlackMessage(SlackText.escape(SlackText.cut(text, 300)), blocks);
    }

    private static RichTextBlock block(String chunk) {
        return RichTextBlock.builder()
                .elements(List.of(RichTextPreformattedElement.builder()
                        .elements(List.of(RichTextSectionElement.Text.builder()
                                .text(chunk)
                                .build()))
                        .build()))
                .build();
    }

    /** Whole lines together where they fit; a line that is too long alone is broken. */
    private static List<String> chunks(List<String> lines) {
        List<String> chunks = new ArrayList<>();
        StringBuilder chunk = new StringBuilder();
        for (String line : lines) {
            String rest = SlackText.visible(line);
            do {
                String part = rest.length() > CHARACTERS_OF_BLOCK ? broken(rest) : rest;
                rest = rest.substring(part.length());
                if (!chunk.isEmpty() && chunk.length() + 1 + part.length() > CHARACTERS_OF_BLOCK) {
                    chunks.add(chunk.toString());
                    chunk.setLength(0);
                }
                chunk.append(chunk.isEmpty() ? "" : "\n").append(part);
            } while (!rest.isEmpty());
        }
        if (!chunk.toString().isBlank()) {
            chunks.add(chunk.toString());
        }
        return chunks;
    }

    private static String broken(String text) {
        int end = CHARACTERS_OF_BLOCK;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }
}
