package dev.appdb.bot.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Slack's deliveries, each stored once, however often Slack retries. */
public final class Deliveries {
    /** Slack retries for five minutes; a person's own second try is no retry. */
    public static final Duration KEPT = Duration.ofDays(7);
    /** The time for which Slack takes answers at a response URL, a little less for the way there. */
    static final Duration RESPONSE_URL_LASTS = Duration.ofMinutes(29);

    static final int RESPONSE_URL_USES = 5;

    private final Sql sql;
    private final Instant now;

    Deliveries(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    /** @return false if it has been delivered before; then nothing was changed */
    public boolean add(Delivery delivery) {
        return sql.update(
                        "INSERT INTO deliveries (id, kind, user_id, channel, fields, response_url, received_at)"
                                + " VALUES (?, ?, ?, ?, ?::jsonb, ?, ?) ON CONFLICT (id) DO NOTHING",
                        delivery.id(),
                        delivery.kind(),
                        delivery.user(),
                        delivery.channel(),
                        StoredJson.write(delivery.fields()),
                        delivery.responseUrl().map(ResponseUrl::reveal),
                        delivery.receivedAt())
                == 1;
    }

    /** True if it has been delivered before. */
    public boolean isKnown(String id) {
        return sql.first("SELECT id FROM deliveries WHERE id = ?", row -> row.text("id"), id)
                .isPresent();
    }

    /** The person who did it. */
    public Optional<String> user(String id) {
        return sql.first("SELECT user_id FROM deliveries WHERE id = ?", row -> row.text("user_id"), id);
    }

    /** The response URL that still takes a later answer to a delivery. */
    public Optional<ResponseUrl> responseUrl(String id) {
        return sql.first(
                "SELECT response_url FROM deliveries WHERE id = ? AND response_url IS NOT NULL AND received_at > ?",
                row -> new ResponseUrl(row.text("response_url")),
                id,
                now.minus(RESPONSE_URL_LASTS));
    }

    /** One that is still to be worked on. */
    public Optional<Delivery> pending(String id) {
        return sql.first("SELECT * FROM deliveries WHERE id = ? AND done_at IS NULL", Deliveries::read, id);
    }

    /** @throws StaleClaimException if another worker was done with it first: what this one wrote is undone */
    public void done(String id) {
        int changed = sql.update(
                "UPDATE deliveries SET done_at = ?, fields = '{}' WHERE id = ? AND done_at IS NULL", now, id);
        if (changed == 0) {
            throw new StaleClaimException("delivery " + id);
        }
    }

    /**
     * The URL for one more answer, which is counted.
     *
     * @return empty if it has been used up or is too old
     */
    public Optional<ResponseUrl> useResponseUrl(String id) {
        return sql.first(
                "UPDATE deliveries SET response_uses = response_uses + 1 WHERE id = ? AND response_url IS NOT NULL"
                        + " AND response_uses < ? AND received_at > ? RETURNING response_url",
                row -> new ResponseUrl(row.text("response_url")),
                id,
                RESPONSE_URL_USES,
                now.minus(RESPONSE_URL_LASTS));
    }

    /** Forgets response URLs that no longer work, and deliveries that are long done. */
    public int purge() {
        sql.update(
                "UPDATE deliveries SET response_url = NULL WHERE response_url IS NOT NULL AND received_at < ?",
                now.minus(Duration.ofHours(1)));
        return sql.update("DELETE FROM deliveries WHERE done_at IS NOT NULL AND received_at < ?", now.minus(KEPT));
    }

    private static Delivery read(Row row) throws java.sql.SQLException {
        return new Delivery(
                row.text("id"),
                Delivery.Kind.valueOf(row.text("kind")),
                row.text("user_id"),
                row.text("channel"),
                StoredJson.map(row.text("fields")),
                row.maybeText("response_url").map(ResponseUrl::new),
                row.time("received_at"));
    }
}
