package dev.appdb.event;

import java.util.Locale;

/** The severity of a note. */
public enum Level {
    INFO,
    WARNING;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
