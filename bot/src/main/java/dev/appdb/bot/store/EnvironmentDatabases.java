package dev.appdb.bot.store;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The database that each environment leads to, as the last run found it. */
public final class EnvironmentDatabases {
    private final Sql sql;
    private final Instant now;

    EnvironmentDatabases(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    /** Keeps it in place of the one before; nothing is written where it is the same. */
    public void put(EnvironmentKey environment, DatabaseKey database) {
        if (!of(environment).equals(Optional.of(database))) {
            sql.update(
                    "INSERT INTO environment_databases (app, environment, database, seen_at) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (app, environment) DO UPDATE SET database = excluded.database,"
                            + " seen_at = excluded.seen_at",
                    environment.app().value(),
                    environment.environment().value(),
                    database.value(),
                    now);
        }
    }

    public Optional<DatabaseKey> of(EnvironmentKey environment) {
        return sql.first(
                "SELECT database FROM environment_databases WHERE app = ? AND environment = ?",
                row -> new DatabaseKey(row.text("database")),
                environment.app().value(),
                environment.environment().value());
    }

    /** The environments that lead to a database. */
    public List<EnvironmentKey> environments(DatabaseKey database) {
        return sql.list(
                "SELECT app, environment FROM environment_databases WHERE database = ? ORDER BY app, environment",
                Row::environment,
                database.value());
    }

    /** The environment first, and then the others of the same database. */
    public Set<EnvironmentKey> sharing(EnvironmentKey environment) {
        Set<EnvironmentKey> all = new LinkedHashSet<>(List.of(environment));
        of(environment).map(this::environments).ifPresent(all::addAll);
        return all;
    }
}
