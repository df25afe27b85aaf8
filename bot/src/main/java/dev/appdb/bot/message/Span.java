package dev.appdb.bot.message;

import com.slack.api.model.block.element.RichTextElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import java.util.ArrayList;
import java.util.List;

/**
 * A few words in one style.
 *
 * @param text as it came from outside; of a mention the id
 */
record Span(String text, Style style) {
    /** So that three of them fit one block; the whole stands in the file then. */
    private static final int MAX_CHARACTERS = 900;

    enum Style {
        PLAIN,
        BOLD,
        /** Something to type or copy. */
        CODE,
        /** A person or a group, whom Slack shows by name. */
        MENTION
    }

    static Span plain(String text) {
        return new Span(text, Style.PLAIN);
    }

    static Span bold(String text) {
        return new Span(text, Style.BOLD);
    }

    static Span code(String text) {
        return new Span(text, Style.CODE);
    }

    /**
     * A person of whom only the id is known. Slack notifies them once, when the message is posted, and not when it is
     * updated.
     *
     * @param id of a user or a user group, out of the policy and never out of a text
     */
    static Span mention(String id) {
        return new Span(id, Style.MENTION);
    }

    /** A text with what stands in backticks as something to copy. */
    static List<Span> quoted(String text) {
        List<Span> spans = new ArrayList<>();
        String[] parts = text.split("`", -1);
        boolean paired = parts.length % 2 == 1;
        for (int index = 0; index < parts.length; index++) {
            String unpaired = paired || index == 0 ? "" : "`";
            spans.add(paired && index % 2 == 1 ? code(parts[index]) : plain(unpaired + parts[index]));
        }
        return spans;
    }

    boolean isCut() {
        return SlackText.visible(text).length() > MAX_CHARACTERS;
    }

    /** The text of one line, for a file. */
    String line() {
        return style == Style.MENTION ? "@" + text : SlackText.visible(text);
    }

    /** @param room how many characters there may be, at least 1 */
    RichTextElement element(int remaining) {
        if (style == Style.MENTION) {
            return text.startsWith("S")
                    ? RichTextSectionElement.UserGroup.builder()
                            .usergroupId(text)
                            .build()
                    : RichTextSectionElement.User.builder().userId(text).build();
        }
        RichTextSectionElement.Text element = RichTextSectionElement.Text.builder()
                .text(
                        remaining == 1
                                ? "…"
                                : SlackText.cut(SlackText.visible(text), Math.min(remaining, MAX_CHARACTERS)))
                .build();
        if (style != Style.PLAIN) {
            element.setStyle(RichTextSectionElement.TextStyle.builder()
                    .bold(style == Style.BOLD)
                    .code(style == Style.CODE)
                    .build());
        }
        return element;
    }
}
