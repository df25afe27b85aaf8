package dev.appdb.tui.progress;

import dev.appdb.failure.CommandName;
import dev.appdb.failure.ShellWord;
import dev.appdb.failure.Subcommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * Lines broken to the width of a terminal, which itself breaks in the middle of a word. A break is at a space, and never in
 * quotes; one within a command of appdb has a backslash before it, so that the command can still be pasted. A word that alone
 * is wider stays whole, so that a path or an address can be copied.
 */
final class LineBreaks {
    /** On fewer columns than these nothing can be laid out. */
    private static final int MIN_COLUMNS = 20;

    private static final String CONTINUED = " \\";

    /** The first words of all commands: "appdb needs" is none. */
    private static final Set<String> SUBCOMMANDS = Arrays.stream(Subcommand.values())
            .flatMap(each -> Arrays.stream(each.words().split(" ")))
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern WORD =
            Pattern.compile("[(\\[]?(?:'[^']*'|\"[^\"]*\")[^\\s\\w]*(?=\\s|$)|[^\\s'\"=]+='[^']*'\\S*|\\S+");
    private static final Pattern END_OF_SENTENCE = Pattern.compile("(?s).*[.,;:)`]");

    private LineBreaks() {}

    /**
     * A part of a line that is not broken.
     *
     * @param command the number of the command that it belongs to; 0 if to none
     */
    private record Piece(int start, int end, int command) {}

    /** The line on a terminal, what follows its first row indented by two columns more; 0 columns are any number. */
    static List<AttributedString> of(AttributedString line, int columns) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return of(line, columns, Math.min(indent + 2, columns / 3));
    }

    /** @param hang the columns that each line after the first is indented by */
    static List<AttributedString> of(AttributedString line, int columns, int hang) {
        if (columns < MIN_COLUMNS || Columns.of(line) <= columns) {
            return List.of(line);
        }
        List<Piece> pieces = pieces(line.toString());
        List<AttributedString> broken = new ArrayList<>();
        AttributedStringBuilder row = new AttributedStringBuilder();
        int end = 0;
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            boolean isFirst = end == 0;
            AttributedString more = line.subSequence(end, piece.end());
            if (!isFirst && Columns.of(row) + neededColumns(line, pieces, i, end, columns - hang) > columns) {
                if (pieces.get(i - 1).command() == piece.command() && piece.command() > 0) {
                    row.append(CONTINUED);
                }
                broken.add(row.toAttributedString());
                more = line.subSequence(piece.start(), piece.end());
                row = new AttributedStringBuilder().append(" ".repeat(indent(hang, columns - Columns.of(more))));
            }
            row.append(more);
            end = piece.end();
        }
        broken.add(row.toAttributedString());
        return broken;
    }

    /** The indentation before a word: less than of other rows where only so it fits. */
    private static int indent(int hang, int most) {
        return Math.max(0, Math.min(hang, most));
    }

    /** The columns that a piece needs on the current row: of the first of a command all of it, if a row can have that. */
    private static int neededColumns(AttributedString line, List<Piece> pieces, int at, int from, int most) {
        Piece piece = pieces.get(at);
        int last = at;
        while (piece.command() > 0
                && last + 1 < pieces.size()
                && pieces.get(last + 1).command() == piece.command()) {
            last++;
        }
        boolean isBegun = at > 0 && pieces.get(at - 1).command() == piece.command();
        int whole = Columns.of(line.subSequence(piece.start(), pieces.get(last).end()));
        if (!isBegun && whole <= most) {
            return Columns.of(line.subSequence(from, pieces.get(last).end()));
        }
        return Columns.of(line.subSequence(from, piece.end())) + (last > at ? CONTINUED.length() : 0);
    }

    private static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        List<Piece> words = words(text);
        int command = 0;
        for (int i = 0; i < words.size(); i++) {
            int last = endOfCommand(text, words, i);
            if (last == i) {
                pieces.add(words.get(i));
                continue;
            }
            command++;
            for (int at = i; at <= last; at++) {
                // An option and its value, and the command and its first word, stay together.
                boolean isPaired =
                        at < last && !isOption(text, words.get(at + 1)) && (at == i || isOption(text, words.get(at)));
                pieces.add(new Piece(
                        words.get(at).start(), words.get(isPaired ? at + 1 : at).end(), command));
                at += isPaired ? 1 : 0;
            }
            i = last;
        }
        return pieces;
    }

    private static List<Piece> words(String text) {
        List<Piece> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(new Piece(matcher.start(), matcher.end(), 0));
        }
        return words;
    }

    /** The index of the last word of the command that begins at a word; the same if none does. */
    private static int endOfCommand(String text, List<Piece> words, int first) {
        boolean isCommand =
                word(text, words.get(first)).replaceFirst("^[(`]+", "").equals(ShellWord.quote(CommandName.value()))
                        && first + 1 < words.size()
                        && SUBCOMMANDS.contains(word(text, words.get(first + 1)).replaceFirst("[.,;:)`]+$", ""));
        int last = first;
        while (isCommand && last + 1 < words.size() && !isEndOfSentence(text, words.get(last))) {
            Piece next = words.get(last + 1);
            boolean belongs = last == first
                    || isOption(text, next)
                    || isOption(text, words.get(last))
                    || SUBCOMMANDS.contains(word(text, next))
                    || word(text, next).contains("=")
                    || last + 2 < words.size() && isOption(text, words.get(last + 2));
            if (!belongs) {
                break;
            }
            last++;
        }
        return last;
    }

    private static boolean isEndOfSentence(String text, Piece word) {
        return END_OF_SENTENCE.matcher(word(text, word)).matches();
    }

    private static boolean isOption(String text, Piece word) {
        return text.startsWith("--", word.start());
    }

    private static String word(String text, Piece piece) {
        return text.substring(piece.start(), piece.end());
    }
}
