package dev.appdb.tui.screen;

import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import dev.appdb.tui.progress.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A terminal's screen as a picture, in SVG: one text for each stretch of characters that look the same. */
final class SvgPicture {
    private static final int CELL_WIDTH = 9;
    private static final int CELL_HEIGHT = 18;
    private static final int MARGIN = 12;
    private static final String BACKGROUND = "#1b1f27";
    private static final String TEXT = "#d7dce5";

    private final DefaultVirtualTerminal terminal;
    private final int columns;
    private final int rows;

    private SvgPicture(DefaultVirtualTerminal terminal) {
        this.terminal = terminal;
        this.columns = terminal.getTerminalSize().getColumns();
        this.rows = terminal.getTerminalSize().getRows();
    }

    static List<String> of(DefaultVirtualTerminal terminal) {
        return new SvgPicture(terminal).lines();
    }

    private List<String> lines() {
        int width = columns * CELL_WIDTH + 2 * MARGIN;
        int height = rows * CELL_HEIGHT + 2 * MARGIN;
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">",
                width,
                height,
                width,
                height));
        lines.add("<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"" + BACKGROUND + "\"/>");
        lines.add("<g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"15\""
                + " xml:space=\"preserve\">");
        for (int row = 0; row < rows; row++) {
            addRow(lines, row);
        }
        lines.add("</g>");
        lines.add("</svg>");
        return lines;
    }

    private void addRow(List<String> lines, int row) {
        int column = 0;
        while (column < columns) {
            TextCharacter first = terminal.getCharacter(column, row);
            StringBuilder text = new StringBuilder();
            int end = column;
            while (end < columns && looksSame(first, terminal.getCharacter(end, row))) {
                TextCharacter character = terminal.getCharacter(end, row);
                text.append(character.getCharacterString());
                end += character.isDoubleWidth() ? 2 : 1;
            }
            addStretch(lines, row, column, end, first, text.toString());
            column = end;
        }
    }

    private static boolean looksSame(TextCharacter one, TextCharacter other) {
        return one.getForegroundColor().equals(other.getForegroundColor())
                && one.getModifiers().equals(other.getModifiers());
    }

    private void addStretch(List<String> lines, int row, int from, int to, TextCharacter look, String text) {
        int x = MARGIN + from * CELL_WIDTH;
        int y = MARGIN + row * CELL_HEIGHT;
        if (look.isReversed()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>",
                    x,
                    y,
                    (to - from) * CELL_WIDTH,
                    CELL_HEIGHT,
                    TEXT));
        }
        String shown = text.stripTrailing();
        if (shown.isBlank()) {
            return;
        }
        int spaces = shown.length() - shown.stripLeading().length();
        String words = shown.substring(spaces);
        int shownColumns = Columns.of(words);
        lines.add(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\" fill=\"%s\"%s>%s</text>",
                x + spaces * CELL_WIDTH,
                y + 14,
                shownColumns * CELL_WIDTH,
                look.isReversed() ? BACKGROUND : colour(look.getForegroundColor()),
                look.isBold() ? " font-weight=\"bold\"" : "",
                words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
    }

    private static String colour(TextColor colour) {
        if (colour == TextColor.ANSI.RED) {
            return "#ff7b72";
        } else if (colour == TextColor.ANSI.GREEN) {
            return "#7ee787";
        } else if (colour == TextColor.ANSI.YELLOW) {
            return "#e3b341";
        }
        return colour == TextColor.ANSI.CYAN ? "#76c7d6" : TEXT;
    }
}
