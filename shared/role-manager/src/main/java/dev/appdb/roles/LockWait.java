package dev.appdb.roles;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A wait for a lock, as another session sees it (PostgreSQL documentation, {@code pg_blocking_pids}).
 *
 * @param waited how long it has lasted
 * @param blockers the sessions that hold the lock or wait for it in front of this one
 */
public record LockWait(Duration waited, List<Blocker> blockers) {

    public LockWait {
        blockers = List.copyOf(blockers);
    }

    /**
     * A session that blocks.
     *
     * @param state such as {@code idle in transaction}; empty where the asking role may not see it
     * @param query its last or present statement, in one line; the server's own words where the role may not see it
     * @param since when its transaction began; null where the asking role may not see it
     */
    public record Blocker(
            int pid,
            String user,
            String application,
            String state,
            String query,
            @Nullable Instant since) {

        /** Such as "pid 4711 of report, idle in transaction since 2026-11-29T12:01:05Z: LOCK TABLE t". */
        public String sentence() {
            return "pid " + pid + " of " + user
                    + (application.isEmpty() ? "" : " (" + application + ")")
                    + (state.isEmpty() ? "" : ", " + state)
                    + (since == null ? "" : " since " + since)
                    + (query.isEmpty() ? "" : ": " + query);
        }
    }

    /** Such as "waiting for a lock for 2 s, blocked by pid 4711 of report, …". */
    public String sentence() {
        return "waiting for a lock for " + waited.toSeconds() + " s, blocked by " + names();
    }

    String names() {
        return blockers.stream().map(Blocker::sentence).collect(Collectors.joining("; "));
    }
}
