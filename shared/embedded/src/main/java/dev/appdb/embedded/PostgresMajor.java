package dev.appdb.embedded;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A major version of PostgreSQL for which server binaries are pinned.
 *
 * @param number 14 to 18
 */
public record PostgresMajor(int number) implements Comparable<PostgresMajor> {

    private static final int OLDEST = 14;
    private static final int NEWEST = 18;

    /** The major that is used where none is asked for. */
    public static final PostgresMajor DEFAULT = new PostgresMajor(16);

    /** @throws IllegalArgumentException for a major without pinned binaries; the message lists those there are */
    public PostgresMajor {
        if (number < OLDEST || number > NEWEST) {
            String supported = supported().stream().map(PostgresMajor::toString).collect(Collectors.joining(", "));
            throw new IllegalArgumentException(
                    "PostgreSQL " + number + " is not supported here. Supported majors: " + supported + ".");
        }
    }

    /** Every supported major, oldest first. */
    public static List<PostgresMajor> supported() {
        return IntStream.rangeClosed(OLDEST, NEWEST)
                .mapToObj(PostgresMajor::new)
                .toList();
    }

    /** True if this major is {@code other} or a newer one. */
    public boolean isAtLeast(int other) {
        return number >= other;
    }

    @Override
    public int compareTo(PostgresMajor other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
