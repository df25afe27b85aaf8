package dev.appdb.engine;

import java.util.regex.Pattern;

/**
 * A pattern of names: {@code *} stands for any characters, also none, and {@code ?} for one.
 *
 * @param text 1 to {@value #LONGEST} lower-case letters, digits, hyphens, {@code *} and {@code ?}
 */
public record NamePattern(String text) {
    private static final int LONGEST = 80;
    private static final Pattern VALID = Pattern.compile("[a-z0-9*?-]{1," + LONGEST + "}");

    /** The pattern of all names. */
    public static final NamePattern ANY = new NamePattern("*");

    /** @throws IllegalArgumentException if it can match no name, saying how to write it */
    public NamePattern {
        if (!VALID.matcher(text).matches()) {
            throw new IllegalArgumentException("the pattern matches no name: use up to " + LONGEST
                    + " lower-case letters, digits and hyphens, * for any characters and ? for one");
        }
    }

    /** True if a text has a character that stands for others. */
    public static boolean hasWildcard(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /**
     * True if the whole name matches. Only the last {@code *} ever takes more characters, so that the time is at most the
     * length of the pattern times that of the name, whatever the pattern.
     */
    public boolean matches(String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int taken = 0;
        while (in < name.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                taken = in;
            } else if (at < text.length() && (text.charAt(at) == '?' || text.charAt(at) == name.charAt(in))) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++taken;
            } else {
                return false;
            }
        }
        while (at < text.length() && text.charAt(at) == '*') {
            at++;
        }
        return at == text.length();
    }

    @Override
    public String toString() {
        return text;
    }
}
