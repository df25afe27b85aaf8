package dev.appdb.bot.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The messages to be shown in Slack. A change writes them in its own transaction; sending is a job of its own, so
 * that neither a slow Slack nor a killed process loses or doubles anything.
 */
public final class Messages {
    /** The time at which a person asked for it, or else now. */
    private static final String ASKED_AT = "coalesce((SELECT received_at FROM deliveries WHERE id = ?), ?)";

    private final Sql sql;
    private final Instant now;

    Messages(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    /**
     * A message whose content is known; one that is there already is left alone.
     *
     * @return whether a job has to be made that sends it
     */
    public boolean add(NewMessage message) {
        return sql.update(
                        "INSERT INTO messages (key, channel, parent, audience, delivery, content, fallback, rank, version,"
                                + " important, scheduled, created_at, asked_at, due_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?, 1, 1, true, ?, " + ASKED_AT + ", ?)"
                                + " ON CONFLICT DO NOTHING",
                        message.key(),
                        message.channel(),
                        message.parent(),
                        message.audience(),
                        message.delivery(),
                        message.content(),
                        message.fallback(),
                        message.isAttachment() ? 1 : 0,
                        now,
                        message.delivery(),
                        now,
                        // What has to wait for another message stands in no line yet.
                        message.parent().isEmpty() ? Optional.of(now) : Optional.empty())
                == 1;
    }

    /**
     * The message of a run, made if it is missing, has something new to show.
     *
     * @param important whether people have to see this even where only few messages can be sent
     * @return whether a job has to be made that sends it
     */
    public boolean touch(String key, StoredRun run, boolean important) {
        sql.update(
                "INSERT INTO messages (key, channel, audience, run_id, delivery, version, scheduled, created_at, asked_at)"
                        + " VALUES (?, ?, ?, ?, ?, 0, false, ?, " + ASKED_AT + ") ON CONFLICT DO NOTHING",
                key,
                run.asked().channel(),
                run.asked().isPrivate() ? Optional.of(run.asked().requester()) : Optional.empty(),
                run.id(),
                run.asked().delivery(),
                now,
                run.asked().delivery(),
                now);
        boolean scheduled = sql.first(
                        "SELECT scheduled FROM messages WHERE key = ? FOR UPDATE", row -> row.flag("scheduled"), key)
                .orElseThrow();
        sql.update(
                "UPDATE messages SET version = version + 1, scheduled = true,"
                        + " important = CASE WHEN ? THEN version + 1 ELSE important END,"
                        + " due_at = CASE WHEN scheduled THEN due_at ELSE ? END WHERE key = ?",
                important,
                now,
                key);
        return !scheduled;
    }

    public Optional<StoredMessage> find(String key) {
        return sql.first("SELECT * FROM messages WHERE key = ?", Messages::read, key);
    }

    /** Makes a worker the only one that may say what became of it. */
    public Optional<StoredMessage> claim(String key) {
        return sql.first(
                "UPDATE messages SET generation = generation + 1 WHERE key = ? RETURNING *", Messages::read, key);
    }

    /**
     * Slack shows this version.
     *
     * @param channel where it is, if that is another one than it was sent to
     */
    public void sent(StoredMessage claimed, Optional<String> ts, Optional<String> channel, long version) {
        change(
                claimed,
                "ts = coalesce(?, ts), channel = coalesce(?, channel), sent_version = ?, failures = 0",
                ts,
                channel,
                version);
    }

    /** Slack does not have it, or not any more: it is to be posted anew. */
    public void gone(StoredMessage claimed) {
        change(claimed, "ts = NULL");
    }

    /**
     * Slack could not be reached, or did not answer: it may have it all the same.
     *
     * @param place until when it keeps its place in the line; empty if others may go before it
     */
    public void failed(StoredMessage claimed, Optional<Instant> place) {
        change(claimed, "failures = failures + 1, due_at = ?::timestamptz", place);
    }

    /** It can't be sent yet, so that it stands in no line. */
    public void waits(StoredMessage claimed) {
        change(claimed, "due_at = NULL");
    }

    /** The bot may not post to the channel. */
    public void outside(StoredMessage claimed) {
        change(claimed, "outside = true");
    }

    /** It goes to one person directly, since it can't be shown where it belongs. */
    public void direct(StoredMessage claimed, String person) {
        change(claimed, "channel = ?, parent = NULL, audience = NULL, outside = false, ts = NULL", person);
    }

    /** It will never be shown. */
    public void giveUp(StoredMessage claimed, String why) {
        change(claimed, "given_up = ?, due_at = NULL", why);
    }

    /**
     * Ends the job's work, if there is nothing more to send.
     *
     * @return the message as it is now, if there is
     */
    public Optional<StoredMessage> toSend(StoredMessage claimed) {
        StoredMessage now = sql.first(
                        "SELECT * FROM messages WHERE key = ? AND generation = ? FOR UPDATE",
                        Messages::read,
                        claimed.key(),
                        claimed.generation())
                .orElseThrow(() -> new StaleClaimException("message " + claimed.key()));
        if (!now.isBehind()) {
            sql.update("UPDATE messages SET scheduled = false WHERE key = ?", claimed.key());
            return Optional.empty();
        }
        return Optional.of(now);
    }

    /** Forgets old messages that no run holds on to. */
    public int purge(Duration kept) {
        return sql.update("DELETE FROM messages WHERE run_id IS NULL AND created_at < ?", now.minus(kept));
    }

    private void change(StoredMessage claimed, String assignments, Object... parameters) {
        Object[] all = java.util.Arrays.copyOf(parameters, parameters.length + 2);
        all[parameters.length] = claimed.key();
        all[parameters.length + 1] = claimed.generation();
        if (sql.update("UPDATE messages SET " + assignments + " WHERE key = ? AND generation = ?", all) == 0) {
            throw new StaleClaimException("message " + claimed.key());
        }
    }

    private static StoredMessage read(Row row) throws SQLException {
        return new StoredMessage(
                row.text("key"),
                row.text("channel"),
                row.maybeText("parent"),
                row.maybeText("audience"),
                row.maybeText("run_id"),
                row.maybeText("delivery"),
                row.maybeText("content"),
                row.number("version"),
                row.number("sent_version"),
                row.number("important"),
                row.number("generation"),
                row.maybeText("ts"),
                (int) row.number("failures"),
                row.flag("outside"),
                row.maybeText("given_up"),
                row.text("lane"),
                row.maybeText("fallback"),
                row.time("created_at"));
    }
}
