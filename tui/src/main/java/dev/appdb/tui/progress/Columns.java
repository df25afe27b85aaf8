package dev.appdb.tui.progress;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.WCWidth;

/** Widths of text in terminal columns: a Chinese, Japanese or Korean character takes two, a combining one none. */
public final class Columns {
    private Columns() {}

    /** The columns that a text without control characters takes. */
    public static int of(CharSequence text) {
        int columns = 0;
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int character = Character.codePointAt(text, i);
            next = i + Character.charCount(character);
            columns += of(character);
        }
        return columns;
    }

    /** The columns that a character takes; none for a control character. */
    public static int of(int character) {
        return character >= ' ' && character < 0x7f ? 1 : Math.max(0, WCWidth.wcwidth(character));
    }

    /** The text, filled with spaces up to a width; unchanged if it is as wide or wider. */
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    /** The text if it fits into a width; otherwise as much of it as fits together with an ellipsis. */
    static String cut(String text, int width, String ellipsis) {
        return cut(new AttributedString(text), width, ellipsis).toString();
    }

    /** The text if it fits into a width; otherwise as much of it as fits together with an ellipsis. */
    public static AttributedString cut(AttributedString text, int width, String ellipsis) {
        if (of(text) <= width) {
            return text;
        }
        int left = width - of(ellipsis);
        return left < 0
                ? text.subSequence(0, fitting(text, 0, Math.max(0, width)))
                : new AttributedStringBuilder()
                        .append(text, 0, fitting(text, 0, left))
                        .append(ellipsis)
                        .toAttributedString();
    }

    /** The text broken at spaces, and within a word only where the word alone is too wide. */
    static List<String> wrapped(String text, int width) {
        return wrapped(new AttributedString(text), width, 0, true).stream()
                .map(AttributedString::toString)
                .toList();
    }

    /**
     * The text broken to a width.
     *
     * @param width at least 2, so that every character fits
     * @param hang the columns that each line after the first is indented by
     * @param prose whether to break at spaces; otherwise it is broken where the width ends
     * @return at least one line, none wider than the width
     */
    public static List<AttributedString> wrapped(AttributedString text, int width, int hang, boolean prose) {
        List<AttributedString> lines = new ArrayList<>();
        int indent = Math.min(hang, width * 2 / 3);
        int from = 0;
        while (true) {
            int end = Math.max(fitting(text, from, lines.isEmpty() ? width : width - indent), afterFirst(text, from));
            int cut = end < text.length() && prose ? lastSpace(text, from, end) : end;
            AttributedString line = text.subSequence(from, cut);
            lines.add(lines.isEmpty() || indent == 0 ? line : indented(indent, line));
            from = cut;
            while (prose && from < text.length() && text.charAt(from) == ' ') {
                from++;
            }
            if (from >= text.length()) {
                return lines;
            }
        }
    }

    private static int afterFirst(CharSequence text, int from) {
        return from < text.length() ? Character.offsetByCodePoints(text, from, 1) : from;
    }

    /** The end of what fits into a width. */
    private static int fitting(CharSequence text, int from, int width) {
        int end = from;
        int columns = 0;
        while (end < text.length()) {
            int character = Character.codePointAt(text, end);
            columns += of(character);
            if (columns > width) {
                break;
            }
            end += Character.charCount(character);
        }
        return end;
    }

    /** The last space up to an end that is within a word, unless there is only indentation before it. */
    private static int lastSpace(CharSequence text, int from, int end) {
        int start = from;
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        for (int at = end; at > start; at--) {
            if (text.charAt(at) == ' ') {
                return at;
            }
        }
        return end;
    }

    private static AttributedString indented(int columns, AttributedString line) {
        return new AttributedStringBuilder()
                .append(" ".repeat(columns))
                .append(line)
                .toAttributedString();
    }
}
