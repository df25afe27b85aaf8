package dev.appdb.bot.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The rate of each of Slack's limits, shared by all replicas. No wait is longer than some minutes: a later time was written
 * by a replica whose clock was ahead.
 */
public final class Paces {
    static final Duration LONGEST = Duration.ofMinutes(10);

    private final Sql sql;
    private final Instant now;

    Paces(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    /**
     * Takes the next turn, if it is free now.
     *
     * @param name of the limit, such as a channel's
     * @return when to ask again; empty if the turn was taken
     */
    public Optional<Instant> take(String name, Duration interval) {
        int taken = sql.update(
                "INSERT INTO paces (name, free_at) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET"
                        + " free_at = excluded.free_at WHERE paces.free_at <= ? OR paces.free_at > ?",
                name,
                now.plus(interval),
                now,
                now.plus(LONGEST));
        return taken == 1
                ? Optional.empty()
                : sql.first("SELECT free_at FROM paces WHERE name = ?", row -> row.time("free_at"), name);
    }

    /** Slack said when it may be asked again. */
    public void notBefore(String name, Instant time) {
        Instant longest = now.plus(LONGEST);
        sql.update(
                "INSERT INTO paces (name, free_at) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET"
                        + " free_at = CASE WHEN paces.free_at > ? THEN excluded.free_at"
                        + " ELSE greatest(paces.free_at, excluded.free_at) END",
                name,
                time.isAfter(longest) ? longest : time,
                longest);
    }

    public int purge() {
        return sql.update("DELETE FROM paces WHERE free_at < ?", now.minus(Duration.ofDays(1)));
    }
}
