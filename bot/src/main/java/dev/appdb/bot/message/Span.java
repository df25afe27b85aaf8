package dev.appdb.bot.message;

import com.slack.api.model.block.element.RichTextSectionElement;

/**
 * A few words in one style.
 *
 * @param text as it came from outside
 */
record Span(String text, boolean bold, boolean code) {
    /** So that three of them fit one block; the whole stands in the file then. */
    private static final int MAX_CHARACTERS = 900;

    static Span plain(String text) {
        return new Span(text, false, false);
    }

    static Span bold(String text) {
        return new Span(text, true, false);
    }

    /** Something to type or copy. */
    static Span code(String text) {
        return new Span(text, false, true);
    }

    boolean isCut() {
        return SlackText.visible(text).length() > MAX_CHARACTERS;
    }

    RichTextSectionElement.Text element() {
        RichTextSectionElement.Text element = RichTextSectionElement.Text.builder()
                .text(SlackText.cut(SlackText.visible(text), MAX_CHARACTERS))
                .build();
        if (bold || code) {
            element.setStyle(RichTextSectionElement.TextStyle.builder()
                    .bold(bold)
                    .code(code)
                    .build());
        }
        return element;
    }
}
