package dev.appdb.engine;

import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * A database that paused since nobody was connected, and that a check by schedule or of many databases does not wake.
 *
 * @param since when it paused
 * @param checkedAt when it was last checked; empty if no check of it is kept
 */
public record PausedDatabase(Instant since, Optional<Instant> checkedAt) {
    /** The code of the failure that stands for it. */
    public static final String CODE = "database-paused";

    /** The state in a few words: {@code paused, not checked since 2026-11-30 02:15:00 UTC}. */
    public String words() {
        return "paused, not checked "
                + checkedAt.map(time -> "since " + CheckProgress.inWords(time)).orElse("yet");
    }

    /** The reason why its state is unknown. Nothing is wrong with it. */
    public Failure failure(DatabaseRequest request) {
        return Failure.failed(
                CODE,
                words(),
                request.cluster() + " paused at " + CheckProgress.inWords(since) + ", and a check would wake it",
                Remedy.of(
                        "Run {} to wake and check it. With {--wake-paused}, roles check --all wakes databases that are"
                                + " paused.",
                        request.command(Subcommand.ROLES_CHECK)));
    }
}
