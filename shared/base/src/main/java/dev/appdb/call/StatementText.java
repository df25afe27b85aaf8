package dev.appdb.call;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A statement as a log may have it: in one line, not too long, and without secrets. A statement that is about a password loses
 * all its literals, wherever the password stands in it; verifiers are left out everywhere.
 */
final class StatementText {
    private static final int MOST = 240;

    private static final String LEFT_OUT = "'[redacted]'";

    /** In quotes, in quotes with escapes, and in dollars with a tag. */
    private static final Pattern LITERAL = Pattern.compile(
            "[eE]'(?:[^'\\\\]|''|\\\\.)*'?|'(?:[^']|'')*'?|\\$(\\w*)\\$.*?(?:\\$\\1\\$|\\z)", Pattern.DOTALL);

    private static final Pattern VERIFIER = Pattern.compile("(SCRAM-SHA-256\\$|\\bmd5[0-9a-f]{32})[^\\s']*");

    private StatementText() {}

    static String of(String sql) {
        String text = sql.toLowerCase(Locale.ROOT).contains("password")
                ? LITERAL.matcher(sql).replaceAll(LEFT_OUT)
                : sql;
        String line = VERIFIER.matcher(text).replaceAll("[redacted]").strip().replaceAll("\\s+", " ");
        return line.length() <= MOST ? line : line.substring(0, MOST) + "... (" + line.length() + " characters)";
    }
}
