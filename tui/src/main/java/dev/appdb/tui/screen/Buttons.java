package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.KeyStroke;
import dev.appdb.tui.progress.Columns;
import dev.appdb.tui.progress.TextStyles;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of buttons, one of which has the focus. Immutable.
 *
 * @param labels the first is the safe one, which has the focus at first
 */
record Buttons(List<String> labels, int focus) {

    Buttons {
        labels = List.copyOf(labels);
    }

    static Buttons of(String... labels) {
        return new Buttons(List.of(labels), 0);
    }

    /** The buttons after a key; the same if it does not move the focus. */
    Buttons after(KeyStroke key) {
        return switch (key.getKeyType()) {
            case Tab, ArrowRight -> focused((focus + 1) % labels.size());
            case ArrowLeft -> focused((focus + labels.size() - 1) % labels.size());
            default -> this;
        };
    }

    Buttons focused(int button) {
        return new Buttons(labels, button);
    }

    /**
     * Draws them one beside the other where they fit, else one below the other.
     *
     * @return the number of rows they take
     */
    int draw(Canvas canvas, int row) {
        int column = 0;
        int at = row;
        for (int i = 0; i < labels.size(); i++) {
            String text = (i == focus ? "> " : "  ") + "[ " + labels.get(i) + " ]";
            if (column > 0 && column + Columns.of(text) > canvas.columns()) {
                column = 0;
                at++;
            }
            canvas.put(column, at, text, i == focus ? TextStyles.SELECTED : TextStyles.PLAIN);
            column += Columns.of(text) + 2;
        }
        return at - row + 1;
    }

    /** The number of rows that they take on a canvas. */
    int rows(int columns) {
        List<Integer> widths = new ArrayList<>();
        labels.forEach(label -> widths.add(Columns.of(label) + 6));
        int rows = 1;
        int column = 0;
        for (int width : widths) {
            if (column > 0 && column + width > columns) {
                column = 0;
                rows++;
            }
            column += width + 2;
        }
        return rows;
    }
}
