package dev.appdb.bot.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The rate of each of Slack's limits, shared by all replicas. */
public final class Paces {
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
                        + " free_at = excluded.free_at WHERE paces.free_at <= ?",
                name,
                now.plus(interval),
                now);
        return taken == 1
                ? Optional.empty()
                : sql.first("SELECT free_at FROM paces WHERE name = ?", row -> row.time("free_at"), name);
    }

    /** Slack said when it may be asked again. */
    public void notBefore(String name, Instant time) {
        sql.update(
                "INSERT INTO paces (name, free_at) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET"
                        + " free_at = greatest(paces.free_at, excluded.free_at)",
                name,
                time);
    }

    public int purge() {
        return sql.update("DELETE FROM paces WHERE free_at < ?", now.minus(Duration.ofDays(1)));
    }
}
