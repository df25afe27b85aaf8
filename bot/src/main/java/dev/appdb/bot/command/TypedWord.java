package dev.appdb.bot.command;

import dev.appdb.request.PrintableLine;
import java.util.ArrayList;
import java.util.List;

/**
 * One word of a typed text. Takes back what chat programs make of plain typing: curly quotes, a dash for two hyphens,
 * links and the entities {@code &amp;}, {@code &lt;} and {@code &gt;}.
 *
 * @param quoted whether it stood in quotes, and so is never a flag
 * @see <a href="https://docs.slack.dev/messaging/formatting-message-text">Slack: escaping text and retrieving
 *     messages</a>
 */
record TypedWord(String text, boolean quoted) {
    private static final char QUOTE = '"';

    static List<TypedWord> of(String typed) {
        String line = PrintableLine.of(typed).replaceAll("[\u201c\u201d\u201e]", "\"");
        List<TypedWord> words = new ArrayList<>();
        int from = 0;
        while (from < line.length()) {
            if (isSpace(line.charAt(from))) {
                from++;
            } else if (line.charAt(from) == QUOTE) {
                from = addQuoted(line, from + 1, words);
            } else {
                int to = from;
                while (to < line.length() && !isSpace(line.charAt(to))) {
                    to++;
                }
                words.add(plain(line.substring(from, to)));
                from = to;
            }
        }
        return words;
    }

    /** The text itself where it is plain, else quoted, so that {@link #of} reads one word with this text. */
    static String typed(String text) {
        return text.matches("[\\w@%+=:,./?-]+") && !text.startsWith("--") ? text : quoted(text);
    }

    /** In quotes, so that {@link #of} gives back one word with this text. */
    static String quoted(String text) {
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
        return QUOTE + escaped.replace("&", "&amp;") + QUOTE;
    }

    /** Returns whether a text is read as one word and as itself: not so where it has quotes of print, or control characters. */
    static boolean canBeTyped(String text) {
        List<TypedWord> words = of(typed(text));
        return words.size() == 1
                && words.get(0).text().equals(text)
                && !words.get(0).isFlag();
    }

    boolean isFlag() {
        return !quoted && text.startsWith("--") && text.length() > 2;
    }

    /** The form in which this word is typed so that it is read as the same word again. */
    String typed() {
        return quoted ? quoted(text) : text;
    }

    private static int addQuoted(String line, int from, List<TypedWord> words) {
        StringBuilder text = new StringBuilder();
        int at = from;
        while (at < line.length() && line.charAt(at) != QUOTE) {
            if (line.startsWith("\\\"", at) || line.startsWith("\\\\", at)) {
                at++;
            }
            text.append(line.charAt(at));
            at++;
        }
        words.add(new TypedWord(decoded(text.toString()), true));
        return at + 1;
    }

    private static TypedWord plain(String raw) {
        String word = decoded(unlinked(raw));
        return new TypedWord(word.replaceFirst("^[\u2013\u2014]", "--"), false);
    }

    /** {@code <https://app.dev|app.dev>} is what Slack makes of a typed {@code app.dev}. */
    private static String unlinked(String word) {
        if (!word.matches("<(https?|mailto|postgres(ql)?):[^<>]*>")) {
            return word;
        }
        String inside = word.substring(1, word.length() - 1);
        return inside.contains("|") ? inside.substring(inside.indexOf('|') + 1) : inside;
    }

    private static String decoded(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
