package dev.appdb.tui.screen;

import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rows of a terminal's screen in SVG. Each character has its own place, so that a glyph from another font, which may be
 * wider, stretches nothing; lines are drawn as lines.
 */
final class SvgRows {
    static final int CELL_WIDTH = 9;
    static final int CELL_HEIGHT = 18;
    static final String BACKGROUND = "#1b1f27";
    static final String TEXT = "#d7dce5";
    static final String FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace";

    private static final int BASELINE = 14;

    /** The lines of box-drawing characters, within a cell. */
    private static final Map<String, String> BOX = Map.of(
            "─", "M%1$d 9h9",
            "│", "M%2$d 0v18",
            "├", "M%2$d 0v18m0-9h4.5",
            "└", "M%2$d 0v9h4.5",
            "┃", "M%2$d 0v18");

    private final DefaultVirtualTerminal terminal;

    SvgRows(DefaultVirtualTerminal terminal) {
        this.terminal = terminal;
    }

    /** The elements of one row, whose top is at 0; empty if nothing is on it. */
    String row(int row) {
        StringBuilder elements = new StringBuilder();
        int columns = terminal.getTerminalSize().getColumns();
        int column = 0;
        while (column < columns) {
            int end = column;
            TextCharacter first = terminal.getCharacter(column, row);
            while (end < columns && looksSame(first, terminal.getCharacter(end, row))) {
                end++;
            }
            addStretch(elements, row, column, end, first);
            column = end;
        }
        return elements.toString();
    }

    private static boolean looksSame(TextCharacter one, TextCharacter other) {
        return one.getForegroundColor().equals(other.getForegroundColor())
                && one.getModifiers().equals(other.getModifiers());
    }

    private void addStretch(StringBuilder elements, int row, int from, int to, TextCharacter look) {
        if (look.isReversed()) {
            elements.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>",
                    from * CELL_WIDTH,
                    (to - from) * CELL_WIDTH,
                    CELL_HEIGHT,
                    TEXT));
        }
        String color = look.isReversed() ? BACKGROUND : color(look.getForegroundColor());
        StringBuilder path = new StringBuilder();
        List<Integer> places = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int column = from; column < to; column++) {
            TextCharacter character = terminal.getCharacter(column, row);
            String glyph = character.getCharacterString();
            String box = BOX.get(glyph);
            if (box != null) {
                path.append(String.format(Locale.ROOT, box, column * CELL_WIDTH, column * CELL_WIDTH + CELL_WIDTH / 2));
            } else if (!glyph.isBlank()) {
                places.add(column * CELL_WIDTH);
                text.append(glyph);
            }
            column += character.isDoubleWidth() ? 1 : 0;
        }
        if (!path.isEmpty()) {
            elements.append("<path d=\"" + joined(path.toString()) + "\" stroke=\"" + color + "\"/>");
        }
        addText(elements, text.toString(), places, color, look.isBold());
    }

    /** One line instead of many of a cell's width each. */
    private static String joined(String path) {
        java.util.regex.Matcher rule =
                java.util.regex.Pattern.compile("^M(\\d+) 9h9(M\\d+ 9h9)*$").matcher(path);
        long cells = path.chars().filter(character -> character == 'h').count();
        return rule.matches() ? "M" + rule.group(1) + " 9h" + cells * CELL_WIDTH : path;
    }

    private static void addText(
            StringBuilder elements, String text, List<Integer> places, String color, boolean isBold) {
        if (places.isEmpty()) {
            return;
        }
        StringBuilder x = new StringBuilder();
        places.forEach(place -> x.append(x.isEmpty() ? "" : " ").append(place));
        elements.append("<text x=\"" + x + "\" y=\"" + BASELINE + "\" fill=\"" + color + "\""
                + (isBold ? " font-weight=\"bold\"" : "") + ">"
                + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</text>");
    }

    private static String color(TextColor color) {
        return color == TextColor.ANSI.DEFAULT
                ? TEXT
                : String.format(Locale.ROOT, "#%02x%02x%02x", color.getRed(), color.getGreen(), color.getBlue());
    }
}
