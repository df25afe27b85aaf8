package dev.appdb.event;

import java.util.Locale;

/** How much a note matters. */
public enum Level {
    INFO,
    WARNING;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
