package dev.appdb.bot.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The freezes, under which no environment is changed. */
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
     * @param until when it ends by itself; empty for never
     */
    public void put(
            Optional<String> app, Optional<String> environment, String user, String reason, Optional<Instant> until) {
        sql.update(
                "INSERT INTO freezes (app, environment, frozen_by, reason, frozen_at, until) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (app, environment) DO UPDATE SET frozen_by = excluded.frozen_by,"
                        + " reason = excluded.reason, frozen_at = excluded.frozen_at, until = excluded.until",
                app.orElse(ALL),
                environment.orElse(ALL),
                user,
                reason,
                now,
                until);
    }

    /** @return whether exactly this was frozen */
    public boolean end(Optional<String> app, Optional<String> environment) {
        return sql.update(
                        "DELETE FROM freezes WHERE app = ? AND environment = ?",
                        app.orElse(ALL),
                        environment.orElse(ALL))
                == 1;
    }

    /** The freeze that covers an environment, the widest first. */
    public Optional<Freeze> covering(EnvironmentKey environment) {
        return sql.first(
                "SELECT * FROM freezes WHERE app IN ('*', ?) AND environment IN ('*', ?)"
                        + " AND (until IS NULL OR until > ?)"
                        + " ORDER BY app <> '*', environment <> '*'",
                Freezes::read,
                environment.app().value(),
                environment.environment().value(),
                now);
    }

    /** The freeze that covers one of these environments. */
    public Optional<Freeze> covering(Collection<EnvironmentKey> environments) {
        return environments.stream()
                .flatMap(environment -> covering(environment).stream())
                .findFirst();
    }

    public List<Freeze> all() {
        return sql.list(
                "SELECT * FROM freezes WHERE until IS NULL OR until > ? ORDER BY app, environment", Freezes::read, now);
    }

    private static Freeze read(Row row) throws java.sql.SQLException {
        return new Freeze(
                row.maybeText("app").filter(name -> !name.equals(ALL)),
                row.maybeText("environment").filter(name -> !name.equals(ALL)),
                row.text("frozen_by"),
                row.text("reason"),
                row.time("frozen_at"),
                row.maybeTime("until"));
    }

    /**
     * A freeze: its scope, its author and its reason.
     *
     * @param app empty for all
     * @param environment empty for all
     */
    public record Freeze(
            Optional<String> app,
            Optional<String> environment,
            String user,
            String reason,
            Instant since,
            Optional<Instant> until) {}
}
