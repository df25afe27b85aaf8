package dev.appdb.engine;

import dev.appdb.roles.CheckReport;
import java.time.Instant;
import java.util.Optional;

/** Keeps what the last checks of each database found, so that a report can say since when. */
public interface CheckHistory {
    /** Keeps nothing: every check is the first. */
    CheckHistory NONE = (app, environment, report, now) -> CheckProgress.first();

    /** The time of the last check that is kept; empty if there is none, or it can't be read. */
    default Optional<Instant> last(String app, String environment) {
        return Optional.empty();
    }

    /**
     * Compares a report with the last one of the same database, and keeps it in its place. Where nothing can be kept or read,
     * the check is the first: to look must not fail because nothing can be written.
     *
     * @param now when it was checked
     */
    CheckProgress after(String app, String environment, CheckReport report, Instant now);
}
