package dev.appdb.extensions;

/**
 * A range of PostgreSQL majors, or none.
 *
 * @param first the oldest, inclusive
 * @param last the newest, inclusive; less than the first means none
 */
public record Majors(int first, int last) {
    public static final Majors NONE = new Majors(1, 0);

    /** Reads {@code 14-18}, or {@code -} for none. */
    static Majors of(String text) {
        if (text.equals("-")) {
            return NONE;
        }
        int hyphen = text.indexOf('-');
        return new Majors(Integer.parseInt(text.substring(0, hyphen)), Integer.parseInt(text.substring(hyphen + 1)));
    }

    public boolean contains(int major) {
        return first <= major && major <= last;
    }
}
