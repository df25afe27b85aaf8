package dev.appdb.bot.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where nothing is to be changed for now. */
public final class Freezes {
    private static final String ALL = "*";

    private final Sql sql;
    private final Instant now;

    Freezes(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    /**
     * Freezes, with a new reason if it was frozen.
     *
     * @param app the application's name; empty for all
     * @param environment the environment's name; empty for all
     */
    public void put(Optional<String> app, Optional<String> environment, String user, String reason) {
        sql.update(
                "INSERT INTO freezes (app, environment, frozen_by, reason, frozen_at) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (app, environment) DO UPDATE SET frozen_by = excluded.frozen_by,"
                        + " reason = excluded.reason, frozen_at = excluded.frozen_at",
                app.orElse(ALL),
                environment.orElse(ALL),
                user,
                reason,
                now);
    }

    /** @return whether exactly this was frozen */
    public boolean end(Optional<String> app, Optional<String> environment) {
        return sql.update(
                        "DELETE FROM freezes WHERE app = ? AND environment = ?",
                        app.orElse(ALL),
                        environment.orElse(ALL))
                == 1;
    }

    /** What freezes an environment, the widest first. */
    public Optional<Freeze> covering(EnvironmentKey environment) {
        return sql.first(
                "SELECT * FROM freezes WHERE app IN ('*', ?) AND environment IN ('*', ?)"
                        + " ORDER BY app <> '*', environment <> '*'",
                Freezes::read,
                environment.app().value(),
                environment.environment().value());
    }

    public List<Freeze> all() {
        return sql.list("SELECT * FROM freezes ORDER BY app, environment", Freezes::read);
    }

    private static Freeze read(Row row) throws java.sql.SQLException {
        return new Freeze(
                row.maybeText("app").filter(name -> !name.equals(ALL)),
                row.maybeText("environment").filter(name -> !name.equals(ALL)),
                row.text("frozen_by"),
                row.text("reason"),
                row.time("frozen_at"));
    }

    /**
     * What is frozen, by whom and why.
     *
     * @param app empty for all
     * @param environment empty for all
     */
    public record Freeze(
            Optional<String> app, Optional<String> environment, String user, String reason, Instant since) {}
}
