package dev.appdb.tui.screen;

import dev.appdb.tui.progress.Columns;
import dev.appdb.tui.progress.TerminalCapabilities;
import dev.appdb.tui.progress.TextStyles;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * A line of text, not yet broken to a width.
 *
 * @param hang the columns that the lines after the first are indented by, once it is broken
 * @param prose whether to break it at spaces; otherwise it is broken where the width ends
 */
record Paragraph(AttributedString text, int hang, boolean prose) {
    static final Paragraph EMPTY = of("");

    static Paragraph of(String text) {
        return of(text, TextStyles.PLAIN);
    }

    static Paragraph of(String text, AttributedStyle style) {
        return of(new AttributedString(text, style));
    }

    static Paragraph of(AttributedString text) {
        return new Paragraph(text, 0, true);
    }

    /** The text of this paragraph followed by more. */
    Paragraph and(String more, AttributedStyle style) {
        return and(new AttributedString(more, style));
    }

    Paragraph and(AttributedString more) {
        return new Paragraph(AttributedStringBuilder.append(text, more), hang, prose);
    }

    Paragraph hanging(int columns) {
        return new Paragraph(text, columns, prose);
    }

    /** The same text, broken anywhere, because its spaces matter. */
    Paragraph verbatim() {
        return new Paragraph(text, hang, false);
    }

    /** The lines of the paragraph as they are drawn: at least one, none wider than the width. */
    List<AttributedString> lines(int width, TerminalCapabilities capabilities) {
        return Columns.wrapped(DrawableText.of(text, capabilities), Math.max(2, width), hang, prose);
    }
}
