package dev.appdb.event;

import java.util.Locale;

/** The state of a resource while a plan is applied. */
public enum ResourceState {
    IN_PROGRESS,
    COMPLETE,
    FAILED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
