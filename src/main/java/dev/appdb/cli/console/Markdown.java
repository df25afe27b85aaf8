package dev.appdb.cli.console;

import dev.appdb.failure.Dialect;
import dev.appdb.failure.Remedy;
import dev.appdb.request.PrintableLine;
import java.util.regex.Pattern;

/**
 * The parts of a document in GitHub's Markdown that have other people's text in them: names and messages from databases,
 * accounts and files are shown as they are, and can't be headings, links, images, mentions or HTML.
 */
final class Markdown {
    /** The longest comment that GitHub takes, in characters; a job's summary may be longer. */
    static final int LONGEST_COMMENT = 65_536;

    /** The characters that Markdown gives a meaning to within a line, or at its beginning, and those that begin links. */
    private static final Pattern MARKUP =
            Pattern.compile("[\\\\`*_\\[\\]|~$]|^[#+-]|(?<=^[0-9]{1,9})[.)]|:(?=//)|(?<=[wW]{3})\\.");

    private static final Pattern BACKTICKS = Pattern.compile("`+");
    private static final Pattern FENCE = Pattern.compile("(`{3,})[a-z]*");
    private static final int SHORTEST_FENCE = 3;

    /** GitHub notifies whoever is mentioned; an empty comment after the sign keeps it from that. */
    private static final String NO_MENTION = "@<!-- -->";

    /** Remedies in Markdown. */
    static final Dialect DIALECT = (part, isAlone) -> part instanceof Remedy.Text words
            ? text(words.text())
            : part instanceof Remedy.Sql sql
                    ? "As " + text(sql.role()) + ": " + code(sql.statement())
                    : code(Dialect.COMMAND_LINE.write(part, true));

    private Markdown() {}

    /** Text of others on one line, in which nothing is markup. */
    static String text(String text) {
        String line = PrintableLine.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
        return MARKUP.matcher(line).replaceAll("\\\\$0").replace("@", NO_MENTION);
    }

    /** Text of others as code on one line: its fence is longer than any row of backticks in it. */
    static String code(String text) {
        String line = PrintableLine.of(text);
        String fence = "`".repeat(longestBackticks(line) + 1);
        String space = line.startsWith("`") || line.endsWith("`") ? " " : "";
        return fence + space + line + space + fence;
    }

    /** A command line as code. */
    static String command(Remedy.Command command) {
        return code(Dialect.COMMAND_LINE.write(command, true));
    }

    /**
     * Lines as a block of code, which ends where they do.
     *
     * @param language such as {@code diff}
     */
    static String fenced(String language, String lines) {
        String fence = "`".repeat(Math.max(SHORTEST_FENCE, longestBackticks(lines) + 1));
        return fence + language + "\n" + lines + "\n" + fence + "\n";
    }

    /**
     * A document that is no longer than a comment may be. What is too long is cut after a line, with a block of code or details
     * closed, and says so.
     *
     * @param body the document
     * @param whole where the rest is: a sentence in Markdown
     * @param last what stands at the end whether it is cut or not
     */
    static String comment(String body, String whole, String last) {
        if (body.length() + last.length() <= LONGEST_COMMENT) {
            return body + last;
        }
        String note = "\n**Cut here: a comment takes at most " + LONGEST_COMMENT + " characters.** " + whole + "\n";
        StringBuilder kept = new StringBuilder();
        String open = "";
        String details = "";
        for (String line : body.split("\n", -1)) {
            String nowOpen = fenceAfter(line, open);
            String nowDetails = open.isEmpty() ? detailsAfter(line, details) : details;
            int needed = kept.length()
                    + line.length()
                    + 1
                    + closing(nowOpen, nowDetails).length();
            if (needed + note.length() + last.length() > LONGEST_COMMENT) {
                break;
            }
            kept.append(line).append('\n');
            open = nowOpen;
            details = nowDetails;
        }
        return kept + closing(open, details) + note + last;
    }

    private static String closing(String open, String details) {
        return (open.isEmpty() ? "" : open + "\n") + details;
    }

    /** The fence that is open after a line: a longer row of backticks neither opens nor closes what is within. */
    private static String fenceAfter(String line, String open) {
        if (!open.isEmpty()) {
            return line.equals(open) ? "" : open;
        }
        var fence = FENCE.matcher(line);
        return fence.matches() ? fence.group(1) : "";
    }

    private static String detailsAfter(String line, String before) {
        return line.equals("<details>") ? "\n</details>\n" : line.equals("</details>") ? "" : before;
    }

    private static int longestBackticks(String text) {
        return BACKTICKS
                .matcher(text)
                .results()
                .mapToInt(row -> row.end() - row.start())
                .max()
                .orElse(0);
    }
}
