package dev.appdb.request;

/**
 * A PostgreSQL major version.
 *
 * @param major 14 to 18, the majors that the role manager is proved on
 */
public record PostgresVersion(int major) {
    public static final int OLDEST = 14;
    public static final int NEWEST = 18;
    public static final PostgresVersion DEFAULT = new PostgresVersion(16);

    /** @throws IllegalArgumentException if the major is not supported, listing those that are */
    public PostgresVersion {
        if (major < OLDEST || major > NEWEST) {
            throw new IllegalArgumentException(
                    "PostgreSQL " + major + " is not supported: use a major from " + OLDEST + " to " + NEWEST);
        }
    }

    /**
     * Reads a major such as {@code 16}.
     *
     * @throws IllegalArgumentException if the text is not a supported major
     */
    public static PostgresVersion of(String text) {
        if (!text.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("PostgreSQL version \"" + Names.printable(text)
                    + "\" is not valid: give the major version alone, from " + OLDEST + " to " + NEWEST + ", like 16");
        }
        return new PostgresVersion(Integer.parseInt(text));
    }

    @Override
    public String toString() {
        return Integer.toString(major);
    }
}
