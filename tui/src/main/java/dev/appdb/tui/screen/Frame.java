package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import dev.appdb.tui.progress.Columns;
import dev.appdb.tui.progress.TextStyles;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** The frame of every page: a title above, and the keys with their effects below. */
final class Frame {
    static final int MIN_COLUMNS = 60;
    static final int MIN_ROWS = 16;

    private static final int ROWS_AROUND = 4;
    private static final int MARGIN = 1;

    private Frame() {}

    /** The size of the canvas that {@link #draw} gives, for keys whose meaning depends on it. */
    static TerminalSize inner(TerminalSize size) {
        return new TerminalSize(Math.max(1, size.getColumns() - 2 * MARGIN), Math.max(1, size.getRows() - ROWS_AROUND));
    }

    static boolean isTooSmall(TerminalSize size) {
        return size.getColumns() < MIN_COLUMNS || size.getRows() < MIN_ROWS;
    }

    /**
     * Draws the frame.
     *
     * @param title on the left of the first row
     * @param aside on the right of it
     * @param hints keys and, after a space, their effects, the most needed first; those that do not fit are left out
     * @return the canvas within
     */
    static Canvas draw(Canvas canvas, String title, String aside, List<String> hints) {
        canvas.hideCursor();
        Canvas row = canvas.part(MARGIN, 0, canvas.columns() - 2 * MARGIN, 1);
        row.put(0, 0, "appdb  " + title, TextStyles.HEADING);
        int at = row.columns() - Columns.of(aside);
        if (at > Columns.of(title) + 9) {
            row.put(at, 0, aside, TextStyles.FAINT);
        }
        canvas.rule(1);
        int last = canvas.rows() - 1;
        canvas.rule(last - 1);
        canvas.put(MARGIN, last, fitting(hints, canvas.columns() - 2 * MARGIN));
        TerminalSize inner = inner(new TerminalSize(canvas.columns(), canvas.rows()));
        return canvas.part(MARGIN, 2, inner.getColumns(), inner.getRows());
    }

    /** The hints in two tones, as many as fit. */
    private static AttributedString fitting(List<String> hints, int columns) {
        AttributedStringBuilder text = new AttributedStringBuilder();
        for (String hint : hints) {
            String gap = text.length() == 0 ? "" : " · ";
            if (text.length() + gap.length() + hint.length() <= columns) {
                int space = hint.indexOf(' ');
                text.append(gap, TextStyles.FAINT)
                        .append(hint.substring(0, space), TextStyles.ACCENT)
                        .append(hint.substring(space), TextStyles.FAINT);
            }
        }
        return text.toAttributedString();
    }

    /** Takes the hints away, while a page does not take keys yet. */
    static void drawWithoutHints(Canvas canvas) {
        canvas.below(canvas.rows() - 1).clear();
    }

    /** Says that the terminal is too small for any page. */
    static void drawTooSmall(Canvas canvas) {
        canvas.hideCursor();
        canvas.put(
                0,
                Paragraph.of("The terminal is " + canvas.columns() + "x" + canvas.rows() + ". Enlarge it to at least "
                        + MIN_COLUMNS + "x" + MIN_ROWS + " to continue; Ctrl-C cancels."));
    }
}
