package dev.appdb.event;

import java.util.Locale;

/** The result of a run. */
public enum RunResult {
    /** Everything was done. */
    DONE,
    /** Everything was done, and a check found something. */
    FOUND,
    /** A step failed. */
    FAILED,
    /** A guardrail or the person said no. */
    REFUSED,
    /** It was stopped from outside. */
    INTERRUPTED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
