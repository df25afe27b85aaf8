package dev.appdb.tui.screen;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.screen.Screen;
import dev.appdb.tui.progress.Columns;
import dev.appdb.tui.progress.TerminalCapabilities;
import dev.appdb.tui.progress.TextStyles;
import dev.appdb.tui.progress.Theme;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** A rectangle of the screen to draw on. Text that does not fit into it is left out. */
final class Canvas {
    /** The basic colors by their number in the palette. */
    private static final List<TextColor> BASIC = List.of(
            TextColor.ANSI.BLACK,
            TextColor.ANSI.RED,
            TextColor.ANSI.GREEN,
            TextColor.ANSI.YELLOW,
            TextColor.ANSI.BLUE,
            TextColor.ANSI.MAGENTA,
            TextColor.ANSI.CYAN,
            TextColor.ANSI.WHITE);

    private final Screen screen;
    private final TerminalCapabilities capabilities;
    private final Map<Glyph, TextCharacter> characters;
    private final int left;
    private final int top;
    private final int columns;
    private final int rows;

    /**
     * One character in its style. Its methods are those that a record has anyway; Java makes the code of those only when they
     * are used first, which takes longer than the rest of the first page.
     */
    private record Glyph(int character, AttributedStyle style) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Glyph glyph && glyph.character == character && glyph.style.equals(style);
        }

        @Override
        public int hashCode() {
            return 31 * style.hashCode() + character;
        }
    }

    private Canvas(Canvas whole, int left, int top, int columns, int rows) {
        this.screen = whole.screen;
        this.capabilities = whole.capabilities;
        this.characters = whole.characters;
        this.left = left;
        this.top = top;
        this.columns = Math.max(0, columns);
        this.rows = Math.max(0, rows);
    }

    private Canvas(Screen screen, TerminalCapabilities capabilities, Map<Glyph, TextCharacter> characters) {
        this.screen = screen;
        this.capabilities = capabilities;
        this.characters = characters;
        this.left = 0;
        this.top = 0;
        this.columns = screen.getTerminalSize().getColumns();
        this.rows = screen.getTerminalSize().getRows();
    }

    /** The whole of a screen. */
    static Canvas of(Screen screen, TerminalCapabilities capabilities) {
        return new Canvas(screen, capabilities, new HashMap<>());
    }

    /** The whole of the screen, which may have another size now. Characters drawn before are kept: they are costly to make. */
    Canvas whole() {
        return new Canvas(screen, capabilities, characters);
    }

    /** The whole of the screen in other colors. */
    Canvas in(Theme theme) {
        return of(screen, capabilities.in(theme));
    }

    /** A rectangle within this one. */
    Canvas part(int column, int row, int partColumns, int partRows) {
        return new Canvas(
                this,
                left + column,
                top + row,
                Math.min(partColumns, columns - column),
                Math.min(partRows, rows - row));
    }

    /** The canvas without some rows at the top. */
    Canvas below(int row) {
        return part(0, row, columns, rows - row);
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    TerminalCapabilities capabilities() {
        return capabilities;
    }

    void clear() {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                screen.setCharacter(left + column, top + row, TextCharacter.DEFAULT_CHARACTER);
            }
        }
    }

    /** Puts a text on a row, cut where the rectangle ends. */
    void put(int column, int row, AttributedString text) {
        AttributedString drawable = DrawableText.of(text, capabilities);
        int at = column;
        int next;
        for (int i = 0; i < drawable.length() && row >= 0 && row < rows; i = next) {
            Glyph glyph = new Glyph(drawable.codePointAt(i), drawable.styleAt(i));
            next = i + Character.charCount(glyph.character());
            int width = Columns.of(glyph.character());
            if (at + width > columns) {
                return;
            }
            screen.setCharacter(left + at, top + row, characters.computeIfAbsent(glyph, this::character));
            at += width;
        }
    }

    void put(int column, int row, String text, AttributedStyle style) {
        put(column, row, new AttributedString(text, style));
    }

    /** Puts a text on a row, cut with an ellipsis where it does not fit. */
    void putCut(int column, int row, String text, AttributedStyle style) {
        AttributedString drawable = DrawableText.of(new AttributedString(text, style), capabilities);
        if (column < columns) {
            put(column, row, Columns.cut(drawable, columns - column, capabilities.printable("…")));
        }
    }

    /**
     * Puts a paragraph, broken to the width.
     *
     * @return the number of rows it takes
     */
    int put(int row, Paragraph paragraph) {
        List<AttributedString> lines = paragraph.lines(columns, capabilities);
        for (int i = 0; i < lines.size(); i++) {
            put(0, row + i, lines.get(i));
        }
        return lines.size();
    }

    /** Puts a paragraph on one row, cut with an ellipsis where it does not fit, and gives the row that it takes. */
    int putCut(int row, Paragraph paragraph) {
        AttributedString drawable = DrawableText.of(paragraph.text(), capabilities);
        put(0, row, Columns.cut(drawable, columns, capabilities.printable("…")));
        return 1;
    }

    /** A line from the left to the right. */
    void rule(int row) {
        String line = DrawableText.of("─", capabilities).toString();
        Glyph glyph = new Glyph(line.codePointAt(0), TextStyles.FAINT);
        TextCharacter character = characters.computeIfAbsent(glyph, this::character);
        for (int column = 0; column < columns && row >= 0 && row < rows; column++) {
            screen.setCharacter(left + column, top + row, character);
        }
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

    private TextCharacter character(Glyph glyph) {
        AttributedStyle style = capabilities.color() ? glyph.style() : TextStyles.PLAIN;
        TextColor color = capabilities
                .theme()
                .foreground(style)
                .<TextColor>map(number -> number < BASIC.size() ? BASIC.get(number) : new TextColor.Indexed(number))
                .orElse(TextColor.ANSI.DEFAULT);
        String text = Character.toString(glyph.character());
        if (style.equals(TextStyles.HEADING)) {
            return TextCharacter.fromString(text, color, TextColor.ANSI.DEFAULT, SGR.BOLD)[0];
        } else if (style.equals(TextStyles.SELECTED)) {
            return TextCharacter.fromString(text, color, TextColor.ANSI.DEFAULT, SGR.REVERSE)[0];
        }
        return style.equals(TextStyles.ACCENT)
                ? TextCharacter.fromString(text, color, TextColor.ANSI.DEFAULT, SGR.BOLD)[0]
                : TextCharacter.fromString(text, color, TextColor.ANSI.DEFAULT)[0];
    }
}
