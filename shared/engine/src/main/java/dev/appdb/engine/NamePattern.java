package dev.appdb.engine;

import dev.appdb.request.Glob;
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

    /** True if the whole name matches. */
    public boolean matches(String name) {
        return Glob.matches(text, name);
    }

    @Override
    public String toString() {
        return text;
    }
}
