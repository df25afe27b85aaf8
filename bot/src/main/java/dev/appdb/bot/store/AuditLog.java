package dev.appdb.bot.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The log of all requests, accepted and refused. Rows are only ever added: the database refuses all else. */
public final class AuditLog {
    private static final int PAGE = 500;

    /** Entries of before names were kept with them have the names of now. */
    private static final String COLUMNS = "l.*, coalesce(l.name, n.name) AS name_then FROM audit_log l"
            + " LEFT JOIN user_names n ON n.id = l.user_id";

    private final Sql sql;
    private final Instant now;

    AuditLog(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    public void add(AuditEntry entry) {
        sql.update(
                "INSERT INTO audit_log (at, user_id, channel, action, command, app, environment, accepted, reason, rule,"
                        + " run_id, name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " (SELECT name FROM user_names WHERE id = ?))",
                now,
                entry.user(),
                entry.channel(),
                entry.action(),
                entry.command(),
                entry.environment().map(key -> key.app().value()),
                entry.environment().map(key -> key.environment().value()),
                entry.accepted(),
                entry.reason(),
                entry.rule(),
                entry.run(),
                entry.user());
    }

    /**
     * An entry with what the person is called.
     *
     * @param name as Slack gave it at that time; empty if it never did
     */
    public record Named(AuditEntry entry, Optional<String> name) {}

    /** Hands out all that happened since, the oldest first; of a long log only a page is in memory at a time. */
    public void export(Instant since, Consumer<Named> entries) {
        long last = 0;
        List<Numbered> page;
        do {
            page = sql.list(
                    "SELECT " + COLUMNS + " WHERE l.id > ? AND at >= ? ORDER BY l.id LIMIT ?",
                    row -> new Numbered(row.number("id"), named(row)),
                    last,
                    since,
                    PAGE);
            for (Numbered numbered : page) {
                entries.accept(numbered.entry());
                last = numbered.id();
            }
        } while (page.size() == PAGE);
    }

    /** The newest first. */
    public List<AuditEntry> newest(int limit) {
        return named(limit).stream().map(Named::entry).toList();
    }

    /** The newest first, with what the people were called. */
    public List<Named> named(int limit) {
        return sql.list("SELECT " + COLUMNS + " ORDER BY l.id DESC LIMIT ?", AuditLog::named, limit);
    }

    private static Named named(Row row) throws SQLException {
        return new Named(read(row), row.maybeText("name_then"));
    }

    private static AuditEntry read(Row row) throws SQLException {
        boolean isOfOne =
                row.maybeText("app").isPresent() && row.maybeText("environment").isPresent();
        return new AuditEntry(
                row.time("at"),
                row.text("user_id"),
                row.text("channel"),
                row.text("action"),
                row.text("command"),
                isOfOne ? Optional.of(row.environment()) : Optional.empty(),
                row.flag("accepted"),
                row.text("reason"),
                row.maybeText("rule"),
                row.maybeText("run_id"));
    }

    private record Numbered(long id, Named entry) {}
}
