package dev.appdb.tui.progress;

import dev.appdb.request.PrintableLine;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text from outside as {@link PrintableLine}s, for terminals that may show no more than ASCII or have colour. */
public final class Printable {
    private static final Pattern OWN_COLOURS = Pattern.compile("\u001b\\[(?:0|1|31|32|33)m");
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
            Map.entry(0x2192, "->"));

    private Printable() {}

    /**
     * The text as one line; see {@link PrintableLine}.
     *
     * @param unicode whether to keep printable characters beyond ASCII; otherwise they become a near ASCII text, or
     *     {@code ?}
     */
    public static String line(String text, boolean unicode) {
        StringBuilder line = new StringBuilder(text.length());
        PrintableLine.of(text).codePoints().forEach(character -> append(line, character, unicode));
        return line.toString();
    }

    /**
     * A line made by this package, made safe once more: the few colours that {@link TerminalCapabilities} uses stay if the style has
     * colour, and everything else is as in {@link #line}.
     */
    public static String styled(String text, TerminalCapabilities style) {
        StringBuilder line = new StringBuilder(text.length());
        Matcher colours = OWN_COLOURS.matcher(text);
        int from = 0;
        while (style.color() && colours.find()) {
            line.append(line(text.substring(from, colours.start()), style.unicode()))
                    .append(colours.group());
            from = colours.end();
        }
        return line.append(line(text.substring(from), style.unicode())).toString();
    }

    private static void append(StringBuilder line, int character, boolean unicode) {
        if (unicode || character < 0x80) {
            line.appendCodePoint(character);
        } else {
            line.append(ASCII.getOrDefault(character, "?"));
        }
    }
}
