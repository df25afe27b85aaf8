package dev.appdb.project;

import java.util.Optional;

/**
 * One piece of HCL text; comments and blanks are none.
 *
 * @param kind what it is
 * @param text exactly as it stands
 * @param start offset of its first character
 * @param line its first line, counted from 1
 */
record HclToken(Kind kind, String text, int start, int line) {
    enum Kind {
        IDENTIFIER,
        NUMBER,
        /** A string in double quotes, with everything in it: also interpolations and the strings in those. */
        QUOTED,
        /** From {@code <<} to the closing marker. */
        HEREDOC,
        /** A bracket, an operator, a comma. */
        SYMBOL,
        NEWLINE,
        END
    }

    /** The offset after its last character. */
    int end() {
        return start + text.length();
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isNewline() {
        return kind == Kind.NEWLINE;
    }

    /** A name as it may stand before {@code =}: bare, or quoted without escape or interpolation. */
    Optional<String> name() {
        return kind == Kind.IDENTIFIER ? Optional.of(text) : literal();
    }

    /** The string's value, if it is one that needs no evaluation. */
    Optional<String> literal() {
        if (kind != Kind.QUOTED || text.contains("\\") || text.contains("${") || text.contains("%{")) {
            return Optional.empty();
        }
        return Optional.of(text.substring(1, text.length() - 1));
    }
}
