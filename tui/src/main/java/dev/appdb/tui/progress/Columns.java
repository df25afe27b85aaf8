package dev.appdb.tui.progress;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/** Widths of text in terminal columns: a Chinese, Japanese or Korean character takes two, a combining one none. */
public final class Columns {
    private Columns() {}

    /** How many columns a text without control characters takes. */
    public static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    private static int of(int character) {
        return Math.max(0, WCWidth.wcwidth(character));
    }

    /** The text, filled with spaces up to a width; unchanged if it is as wide or wider. */
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    /** The text if it fits into a width; otherwise as much of it as fits together with an ellipsis. */
    static String cut(String text, int width, String ellipsis) {
        if (of(text) <= width) {
            return text;
        }
        int room = width - of(ellipsis);
        return room < 0
                ? text.substring(0, fitting(text, Math.max(0, width)))
                : text.substring(0, fitting(text, room)) + ellipsis;
    }

    /**
     * The text broken at spaces, and within a word only where the word alone is too wide.
     *
     * @param width at least 2, so that every character fits
     * @return at least one line, none wider than the width
     */
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split(" +", -1)) {
            String rest = word;
            if (!line.isEmpty() && of(line.toString()) + 1 + of(rest) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (of(rest) > width) {
                int end = fitting(rest, width);
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    /** How many chars of a text fit into a width. */
    private static int fitting(String text, int width) {
        int end = 0;
        int columns = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            columns += of(character);
            if (columns > width) {
                break;
            }
            end += Character.charCount(character);
        }
        return end;
    }
}
