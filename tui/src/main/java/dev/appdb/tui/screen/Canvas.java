package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.screen.Screen;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.util.List;
import java.util.Map;

/** A rectangle of the screen to draw on. What does not fit into it is left out. */
final class Canvas {
    private final Screen screen;
    private final TerminalCapabilities style;
    private final Map<Cell, TextCharacter> characters;
    private final int left;
    private final int top;
    private final int columns;
    private final int rows;

    private Canvas(
            Screen screen,
            TerminalCapabilities style,
            Map<Cell, TextCharacter> characters,
            int left,
            int top,
            int columns,
            int rows) {
        this.screen = screen;
        this.style = style;
        this.characters = characters;
        this.left = left;
        this.top = top;
        this.columns = Math.max(0, columns);
        this.rows = Math.max(0, rows);
    }

    /**
     * All of a screen.
     *
     * @param characters those drawn before, which are costly to make
     */
    static Canvas of(Screen screen, TerminalCapabilities style, Map<Cell, TextCharacter> characters) {
        return new Canvas(
                screen,
                style,
                characters,
                0,
                0,
                screen.getTerminalSize().getColumns(),
                screen.getTerminalSize().getRows());
    }

    /** A rectangle within this one. */
    Canvas part(int column, int row, int partColumns, int partRows) {
        return new Canvas(
                screen,
                style,
                characters,
                left + column,
                top + row,
                Math.min(partColumns, columns - column),
                Math.min(partRows, rows - row));
    }

    /** All but some rows at the top. */
    Canvas below(int row) {
        return part(0, row, columns, rows - row);
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    TerminalCapabilities style() {
        return style;
    }

    void clear() {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                put(column, row, Cell.SPACE);
            }
        }
    }

    /** Puts cells on a row, cut where the rectangle ends. */
    void put(int column, int row, List<Cell> cells) {
        int at = column;
        for (Cell cell : cells) {
            if (at + cell.columns() > columns) {
                return;
            }
            put(at, row, cell);
            at += cell.columns();
        }
    }

    void put(int column, int row, String text, Look look) {
        put(column, row, Cell.of(text, look));
    }

    /** Puts a text on a row; an ellipsis says so where not all of it fits. */
    void putCut(int column, int row, String text) {
        List<Cell> cells = Cell.of(text, Look.PLAIN);
        if (column + Cell.columns(cells) <= columns) {
            put(column, row, cells);
            return;
        }
        String ellipsis = style.unicode() ? "…" : "...";
        part(0, 0, columns - ellipsis.length(), rows).put(column, row, cells);
        put(Math.max(column, columns - ellipsis.length()), row, ellipsis, Look.PLAIN);
    }

    /**
     * Puts a line, broken to the width.
     *
     * @return how many rows it took
     */
    int put(int row, Line line) {
        List<List<Cell>> broken = line.broken(Math.max(columns, 2));
        for (int i = 0; i < broken.size(); i++) {
            put(0, row + i, broken.get(i));
        }
        return broken.size();
    }

    /** A line from the left to the right. */
    void rule(int row) {
        put(0, row, (style.unicode() ? "─" : "-").repeat(columns), Look.FAINT);
    }

    /** Shows the cursor, for text to be typed at. */
    void cursor(int column, int row) {
        if (row >= 0 && row < rows) {
            screen.setCursorPosition(new TerminalPosition(left + Math.min(column, columns - 1), top + row));
        }
    }

    void hideCursor() {
        screen.setCursorPosition(null);
    }

    private void put(int column, int row, Cell cell) {
        if (column >= 0 && row >= 0 && row < rows) {
            screen.setCharacter(left + column, top + row, characters.computeIfAbsent(cell, this::character));
        }
    }

    private TextCharacter character(Cell cell) {
        return (style.color() ? cell.look() : Look.PLAIN).character(cell.text());
    }
}
