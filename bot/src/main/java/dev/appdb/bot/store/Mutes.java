package dev.appdb.bot.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Environments whose scheduled checks are not to be posted for a while. */
public final class Mutes {
    private final Sql sql;
    private final Instant now;

    Mutes(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    /** @throws IllegalArgumentException if the end has passed */
    public void put(EnvironmentKey environment, String user, Instant until) {
        if (!until.isAfter(now)) {
            throw new IllegalArgumentException("a mute ends in the future: " + until);
        }
        sql.update(
                "INSERT INTO mutes (app, environment, muted_by, muted_at, until) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (app, environment) DO UPDATE SET muted_by = excluded.muted_by,"
                        + " muted_at = excluded.muted_at, until = excluded.until",
                environment.app().value(),
                environment.environment().value(),
                user,
                now,
                until);
    }

    /** @return whether it was muted */
    public boolean end(EnvironmentKey environment) {
        return sql.update(
                        "DELETE FROM mutes WHERE app = ? AND environment = ? AND until > ?",
                        environment.app().value(),
                        environment.environment().value(),
                        now)
                == 1;
    }

    /** The one that counts now, of the environment or of another one of the same database. */
    public Optional<Mute> of(EnvironmentKey environment) {
        Set<EnvironmentKey> sharing = new EnvironmentDatabases(sql, now).sharing(environment);
        return all().stream()
                .filter(mute -> sharing.contains(mute.environment()))
                .findFirst();
    }

    /** Those that count now. */
    public List<Mute> all() {
        return sql.list(
                "SELECT * FROM mutes WHERE until > ? ORDER BY app, environment",
                row -> new Mute(row.environment(), row.text("muted_by"), row.time("until")),
                now);
    }

    /** Silence until a moment. */
    public record Mute(EnvironmentKey environment, String user, Instant until) {}
}
