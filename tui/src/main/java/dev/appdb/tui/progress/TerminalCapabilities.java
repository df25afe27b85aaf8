package dev.appdb.tui.progress;

import dev.appdb.plan.Action;
import dev.appdb.request.PrintableLine;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedCharSequence.ForceMode;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * The capabilities of a place that text is printed to. Color only repeats what the words say already.
 *
 * @param color whether colors and bold may be used
 * @param unicode whether more than ASCII may be used
 * @param theme the colors, where there are colors
 * @param columns the terminal's width; 0 where lines are printed however long, as into a pipe
 */
public record TerminalCapabilities(boolean color, boolean unicode, Theme theme, int columns) {
    /** For logs, pipes and files of an unknown encoding. */
    public static final TerminalCapabilities PLAIN = new TerminalCapabilities(false, false);

    private static final Map<Integer, String> ASCII = Map.ofEntries(
            Map.entry(0x2026, "..."),
            Map.entry(0xb1, "+/-"),
            Map.entry(0x2013, "-"),
            Map.entry(0x2014, "-"),
            Map.entry(0xa0, " "),
            Map.entry(0xb7, "-"),
            Map.entry(0x2018, "'"),
            Map.entry(0x2019, "'"),
            Map.entry(0x201c, "\""),
            Map.entry(0x201d, "\""),
            Map.entry(0x2192, "->"),
            Map.entry((int) '─', "-"),
            Map.entry((int) '│', "|"),
            Map.entry((int) '├', "|"),
            Map.entry((int) '└', "`"),
            Map.entry((int) '✓', "*"),
            Map.entry((int) '✗', "x"),
            Map.entry((int) '▸', ">"),
            Map.entry((int) '┃', "#"),
            Map.entry((int) '●', "*"),
            Map.entry((int) '○', "o"));

    /** Capabilities with the colors that every terminal has. */
    public TerminalCapabilities(boolean color, boolean unicode) {
        this(color, unicode, Theme.BASIC);
    }

    /** Capabilities for lines of any width. */
    public TerminalCapabilities(boolean color, boolean unicode, Theme theme) {
        this(color, unicode, theme, 0);
    }

    /** The same in other colors. */
    public TerminalCapabilities in(Theme other) {
        return new TerminalCapabilities(color, unicode, other, columns);
    }

    /** The same on a terminal of a width; 0 if any. */
    public TerminalCapabilities within(int otherColumns) {
        return new TerminalCapabilities(color, unicode, theme, otherColumns);
    }

    /**
     * The text as one line that can't steer the terminal, see {@link PrintableLine}; without Unicode, characters beyond
     * ASCII become a similar ASCII text, or {@code ?}.
     */
    public String printable(String text) {
        String line = PrintableLine.of(text);
        if (unicode || line.chars().allMatch(character -> character < 0x80)) {
            return line;
        }
        StringBuilder ascii = new StringBuilder(line.length());
        line.codePoints().forEach(character -> {
            if (character < 0x80) {
                ascii.appendCodePoint(character);
            } else {
                ascii.append(ASCII.getOrDefault(character, "?"));
            }
        });
        return ascii.toString();
    }

    /** The line with its styles, and its text made {@linkplain #printable(String) printable}. */
    public AttributedString printable(AttributedString line) {
        AttributedStringBuilder printable = new AttributedStringBuilder(line.length());
        for (int from = 0; from < line.length(); from = line.runLimit(from)) {
            String run = line.subSequence(from, line.runLimit(from)).toString();
            printable.append(printable(run), line.styleAt(from));
        }
        return printable.toAttributedString();
    }

    /** The lines as they are written to a stream: made printable, broken at words, and in color where there is color. */
    public List<String> print(List<AttributedString> lines) {
        return lines.stream()
                .flatMap(line -> rows(line).stream())
                .map(this::print)
                .toList();
    }

    /** A line without colors made printable, and broken at words where it is wider than the terminal. */
    public List<String> rows(String line) {
        return rows(new AttributedString(line)).stream()
                .map(AttributedString::toString)
                .toList();
    }

    /** A line made printable, and broken at words where it is wider than the terminal. */
    public List<AttributedString> rows(AttributedString line) {
        return LineBreaks.of(printable(line), columns);
    }

    /** One line as it is written to a stream, however long it is. */
    public String print(AttributedString line) {
        AttributedString printable = printable(line);
        return color ? themed(printable).toAnsi(theme.colors(), ForceMode.None) : printable.toString();
    }

    private AttributedString themed(AttributedString line) {
        AttributedStringBuilder themed = new AttributedStringBuilder(line.length());
        for (int from = 0; from < line.length(); from = line.runLimit(from)) {
            themed.append(line.subSequence(from, line.runLimit(from)).toString(), theme.shown(line.styleAt(from)));
        }
        return themed.toAttributedString();
    }

    /** The sign of an action, one column with Unicode and up to two without. */
    public String sign(Action action) {
        return unicode ? action.sign() : action.sign().replace("±", "-+");
    }

    /** The text that stands where a text was cut. */
    String ellipsis() {
        return unicode ? "…" : "...";
    }
}
