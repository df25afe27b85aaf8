package dev.appdb.bot.store;

import dev.appdb.engine.CheckHistory;
import dev.appdb.engine.CheckProgress;
import dev.appdb.engine.CheckProgress.Kept;
import dev.appdb.roles.CheckReport;
import java.time.Instant;
import java.util.Optional;

/** Keeps each environment's last check for all replicas. Another check of the same one waits until the transaction ends. */
final class StoredCheckHistory implements CheckHistory {
    private final Sql sql;

    StoredCheckHistory(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Instant> last(String app, String environment) {
        return sql.first(
                "SELECT kept FROM check_history WHERE app = ? AND environment = ?",
                row -> StoredJson.read(row.text("kept"), Kept.class).checkedAt(),
                app,
                environment);
    }

    @Override
    public CheckProgress after(String app, String environment, CheckReport report, Instant now) {
        Optional<Kept> last = sql.first(
                "SELECT kept FROM check_history WHERE app = ? AND environment = ? FOR UPDATE",
                row -> StoredJson.read(row.text("kept"), Kept.class),
                app,
                environment);
        CheckProgress progress = CheckProgress.of(last, report, now);
        sql.update(
                "INSERT INTO check_history (app, environment, kept) VALUES (?, ?, ?::jsonb)"
                        + " ON CONFLICT (app, environment) DO UPDATE SET kept = excluded.kept",
                app,
                environment,
                StoredJson.write(progress.kept(report, now)));
        return progress;
    }
}
