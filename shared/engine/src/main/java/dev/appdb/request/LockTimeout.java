package dev.appdb.request;

import java.time.Duration;

/** The longest wait for a lock, as people type it. */
public final class LockTimeout {
    private static final int LONGEST_SECONDS = 3600;

    private LockTimeout() {}

    /**
     * Reads a number of seconds from 1 to 3600.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Duration of(String text) {
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LONGEST_SECONDS) {
            throw new IllegalArgumentException(
                    "\"" + Names.printable(text) + "\" is not a number of seconds from 1 to " + LONGEST_SECONDS);
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }
}
