package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.KeyStroke;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines that may be more than fit, and how far they are scrolled. Immutable.
 *
 * @param top the first row shown; kept within what there is when it is drawn
 */
record ScrollView(List<Line> lines, int top) {

    ScrollView {
        lines = List.copyOf(lines);
    }

    static ScrollView of(List<Line> lines) {
        return new ScrollView(lines, 0);
    }

    /** What a key leads to, on a canvas of this size; the same if it is not one that scrolls. */
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
                : new ScrollView(lines, within(top + step, broken(columns).size(), rows));
    }

    private static int within(int top, int total, int rows) {
        return Math.max(0, Math.min(top, total - rows));
    }

    private List<List<Cell>> broken(int columns) {
        List<List<Cell>> all = new ArrayList<>();
        lines.forEach(line -> all.addAll(line.broken(Math.max(2, columns))));
        return all;
    }

    /**
     * Draws what fits.
     *
     * @return where in the whole that is, such as "1-8 of 20"; empty if all fits
     */
    String draw(Canvas canvas) {
        List<List<Cell>> all = broken(canvas.columns());
        int from = within(top, all.size(), canvas.rows());
        int to = Math.min(all.size(), from + canvas.rows());
        for (int row = from; row < to; row++) {
            canvas.put(0, row - from, all.get(row));
        }
        return to - from == all.size() ? "" : "lines " + (from + 1) + "-" + to + " of " + all.size();
    }
}
