package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.KeyStroke;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.util.List;
import org.jline.utils.AttributedString;

/**
 * Paragraphs that may take more lines than fit, and the scroll position. Immutable.
 *
 * @param top the first line shown; limited to the existing lines when it is drawn
 */
record ScrollView(List<Paragraph> paragraphs, TerminalCapabilities capabilities, int top) {

    ScrollView {
        paragraphs = List.copyOf(paragraphs);
    }

    static ScrollView of(List<Paragraph> paragraphs, TerminalCapabilities capabilities) {
        return new ScrollView(paragraphs, capabilities, 0);
    }

    /** The view after a key, on a canvas of this size; the same if the key does not scroll. */
    ScrollView after(KeyStroke key, int columns, int rows) {
        int step = switch (key.getKeyType()) {
            case ArrowUp -> -1;
            case ArrowDown -> 1;
            case PageUp -> -Math.max(1, rows - 1);
            case PageDown -> Math.max(1, rows - 1);
            case Home -> -top;
            case End -> Integer.MAX_VALUE / 2;
            default -> 0;
        };
        return step == 0
                ? this
                : new ScrollView(
                        paragraphs,
                        capabilities,
                        within(top + step, lines(columns).size(), rows));
    }

    private static int within(int top, int total, int rows) {
        return Math.max(0, Math.min(top, total - rows));
    }

    private List<AttributedString> lines(int columns) {
        return paragraphs.stream()
                .flatMap(paragraph -> paragraph.lines(columns, capabilities).stream())
                .toList();
    }

    /**
     * Draws what fits.
     *
     * @return the position in the whole, such as "Lines 1-8 of 20"; empty if all fits
     */
    String draw(Canvas canvas) {
        List<AttributedString> all = lines(canvas.columns());
        int from = within(top, all.size(), canvas.rows());
        int to = Math.min(all.size(), from + canvas.rows());
        for (int row = from; row < to; row++) {
            canvas.put(0, row - from, all.get(row));
        }
        return to - from == all.size() ? "" : "Lines " + (from + 1) + "-" + to + " of " + all.size();
    }
}
