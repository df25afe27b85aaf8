package dev.appdb.bot.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The rates of Slack's limits, shared by all replicas, and the line before each: first come, first served, answers before
 * what belongs to them, and changes that people have to see before others. No wait is longer than some minutes: a later time was
 * written by a replica whose clock was ahead.
 */
public final class Paces {
    static final Duration LONGEST = Duration.ofMinutes(10);

    /** After so long a place in the line is lost: the job that had it is dead, or does something else. */
    private static final Duration PLACE_LASTS = Duration.ofSeconds(3);

    /** The pause of a job that is not the first in the line although a call is possible. */
    private static final Duration YIELD = Duration.ofMillis(100);

    /** The number of messages before one in its line. */
    private static final String BEFORE = "SELECT count(*) AS before FROM messages me JOIN messages other"
            + " ON other.lane = me.lane AND other.key <> me.key WHERE me.key = ? AND other.due_at > ? AND other.due_at < ?"
            + " AND other.given_up IS NULL AND (other.rank, other.ts IS NOT NULL AND other.important <= other.sent_version,"
            + " other.asked_at, other.position) < (me.rank, me.ts IS NOT NULL AND me.important <= me.sent_version,"
            + " me.asked_at, me.position)";

    private final Sql sql;
    private final Instant now;

    Paces(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    /**
     * Takes a message's turn, if it is the first in its line and a call is possible now.
     *
     * @return when to ask again; empty if the turn was taken
     */
    public Optional<Instant> take(StoredMessage message, Pace pace) {
        Instant freeAt = freeAt(message.lane());
        long before = sql.first(
                        BEFORE, row -> row.number("before"), message.key(), now.minus(PLACE_LASTS), now.plus(LONGEST))
                .orElse(0L);
        Instant possible = freeAt.minus(pace.ahead()).plus(pace.interval().multipliedBy(before));
        if (before == 0 && !possible.isAfter(now)) {
            put(message.lane(), latest(freeAt, now).plus(pace.interval()));
            due(message, Optional.empty());
            return Optional.empty();
        }
        Instant again = before == 0 ? possible : latest(possible, now.plus(YIELD));
        due(message, Optional.of(again));
        return Optional.of(again);
    }

    /**
     * Slack said when it may be asked again: the message keeps its place until then.
     *
     * @param pace with which the time will be compared
     */
    public void notBefore(StoredMessage message, Instant time, Pace pace) {
        Instant longest = now.plus(LONGEST);
        Instant free = time.isAfter(longest) ? longest : time;
        Instant before = freeAt(message.lane());
        put(message.lane(), latest(before, free.plus(pace.ahead())));
        due(message, Optional.of(free));
    }

    /** When the next call is possible by the rate alone; no other transaction changes it until this one ends. */
    private Instant freeAt(String lane) {
        return sql.first(
                        "INSERT INTO paces (name, free_at) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET free_at ="
                                + " CASE WHEN paces.free_at > ? THEN excluded.free_at ELSE paces.free_at END"
                                + " RETURNING free_at",
                        row -> row.time("free_at"),
                        lane,
                        now,
                        now.plus(LONGEST))
                .orElseThrow();
    }

    private void put(String lane, Instant freeAt) {
        sql.update("UPDATE paces SET free_at = ? WHERE name = ?", freeAt, lane);
    }

    private void due(StoredMessage message, Optional<Instant> at) {
        sql.update("UPDATE messages SET due_at = ? WHERE key = ?", at, message.key());
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    public int purge() {
        return sql.update("DELETE FROM paces WHERE free_at < ?", now.minus(Duration.ofDays(1)));
    }
}
