package dev.appdb.bot.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * A time in which nothing is changed.
 *
 * @param by the name of who asked for it, as it is shown
 * @param until when it ends by itself
 */
public record Freeze(String by, String reason, Optional<Instant> until) {

    /** {@code frozen by Ann until 2026-12-01T08:00:00Z: holidays}. */
    public String sentence() {
        return "frozen by " + by + until.map(end -> " until " + end).orElse("") + ": " + reason;
    }
}
