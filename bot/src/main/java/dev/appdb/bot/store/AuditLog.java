package dev.appdb.bot.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Who did what and who was refused what. Rows are only ever added: the database refuses all else. */
public final class AuditLog {
    private static final int PAGE = 500;

    private final Sql sql;
    private final Instant now;

    AuditLog(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    public void add(AuditEntry entry) {
        sql.update(
                "INSERT INTO audit_log (at, user_id, channel, action, app, environment, accepted, reason, run_id,"
                        + " details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)",
                now,
                entry.user(),
                entry.channel(),
                entry.action(),
                entry.environment().map(key -> key.app().value()),
                entry.environment().map(key -> key.environment().value()),
                entry.accepted(),
                entry.reason(),
                entry.run(),
                StoredJson.write(entry.details()));
    }

    /** Hands out all that happened since, the oldest first, each as one line of JSON without a line break. */
    public void export(Instant since, Consumer<String> lines) {
        long last = 0;
        List<Numbered> page;
        do {
            page = sql.list(
                    "SELECT * FROM audit_log WHERE id > ? AND at >= ? ORDER BY id LIMIT ?",
                    row -> new Numbered(row.number("id"), read(row)),
                    last,
                    since,
                    PAGE);
            for (Numbered numbered : page) {
                lines.accept(StoredJson.write(numbered.entry()));
                last = numbered.id();
            }
        } while (page.size() == PAGE);
    }

    /** The newest first. */
    public List<AuditEntry> newest(int limit) {
        return sql.list("SELECT * FROM audit_log ORDER BY id DESC LIMIT ?", AuditLog::read, limit);
    }

    private static AuditEntry read(Row row) throws SQLException {
        return new AuditEntry(
                row.time("at"),
                row.text("user_id"),
                row.text("channel"),
                row.text("action"),
                row.maybeText("app").isPresent() && row.maybeText("environment").isPresent()
                        ? java.util.Optional.of(row.environment())
                        : java.util.Optional.empty(),
                row.flag("accepted"),
                row.text("reason"),
                row.maybeText("run_id"),
                new TreeMap<>(StoredJson.map(row.text("details"))));
    }

    private record Numbered(long id, AuditEntry entry) {}
}
