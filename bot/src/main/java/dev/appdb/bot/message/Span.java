package dev.appdb.bot.message;

import com.slack.api.model.block.ContextBlockElement;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.element.RichTextElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import java.time.Instant;
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

    /** As docs.slack.dev/messaging/formatting-message-text#date-formatting has it. */
    private static final String DATE_FORMAT = "{date_short_pretty} at {time}";

    enum Style {
        PLAIN,
        BOLD,
        /** Something to type or copy. */
        CODE,
        /** A person or a group, whom Slack shows by name. */
        MENTION,
        /** A moment, which Slack shows in the reader's own time zone. */
        DATE
    }

    static Span plain(String text) {
        return new Span(text, Style.PLAIN);
    }

    static Span bold(String text) {
        return new Span(text, Style.BOLD);
    }

    static Span date(Instant moment) {
        return new Span(moment.toString(), Style.DATE);
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
        return switch (style) {
            case MENTION -> "@" + text;
            case DATE -> utc();
            case PLAIN, BOLD, CODE -> SlackText.visible(text);
        };
    }

    private String utc() {
        return Asked.time(Instant.parse(text));
    }

    private long epochSeconds() {
        return Instant.parse(text).getEpochSecond();
    }

    /** The same for a context block, where only a moment is markup, and has nothing in it from outside. */
    ContextBlockElement contextElement(int maxCharacters) {
        return style == Style.DATE
                ? MarkdownTextObject.builder()
                        .text("<!date^" + epochSeconds() + "^" + DATE_FORMAT + "|" + utc() + ">")
                        .build()
                : MessageLayout.plain(SlackText.cut(SlackText.visible(text), maxCharacters));
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
        if (style == Style.DATE) {
            return RichTextSectionElement.Date.builder()
                    .timestamp((int) epochSeconds())
                    .format(DATE_FORMAT)
                    .fallback(utc())
                    .build();
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
