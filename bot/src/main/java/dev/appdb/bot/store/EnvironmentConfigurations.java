package dev.appdb.bot.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What each environment is meant to be. */
public final class EnvironmentConfigurations {
    private final Sql sql;
    private final Instant now;

    EnvironmentConfigurations(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    /** All that there are, by application and environment. */
    public List<EnvironmentKey> all() {
        return sql.list(
                "SELECT app, environment FROM environment_configurations ORDER BY app, environment", Row::environment);
    }

    public Optional<EnvironmentConfiguration> find(EnvironmentKey environment) {
        return sql.first(
                "SELECT answers, files FROM environment_configurations WHERE app = ? AND environment = ?",
                row -> new EnvironmentConfiguration(
                        StoredJson.map(row.text("answers")), StoredJson.map(row.text("files"))),
                environment.app().value(),
                environment.environment().value());
    }

    /** Keeps it in place of what was there. */
    public void put(EnvironmentKey environment, EnvironmentConfiguration configuration, String user) {
        sql.update(
                "INSERT INTO environment_configurations (app, environment, answers, files, updated_by, updated_at)"
                        + " VALUES (?, ?, ?::jsonb, ?::jsonb, ?, ?) ON CONFLICT (app, environment) DO UPDATE SET"
                        + " answers = excluded.answers, files = excluded.files, updated_by = excluded.updated_by,"
                        + " updated_at = excluded.updated_at",
                environment.app().value(),
                environment.environment().value(),
                StoredJson.write(configuration.answers()),
                StoredJson.write(configuration.files()),
                user,
                now);
    }
}
