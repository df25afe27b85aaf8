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

    /** Keeps it in place of the one before; nothing is written where it is the same, or less is known of it. */
    public void put(EnvironmentKey environment, DatabaseKey database) {
        Optional<DatabaseKey> before = of(environment);
        DatabaseKey known = database.identity().isPresent()
                ? database
                : database.identifiedBy(before.filter(each -> each.value().equals(database.value()))
                        .flatMap(DatabaseKey::identity));
        if (!before.equals(Optional.of(known))) {
            sql.update(
                    "INSERT INTO environment_databases (app, environment, database, identity, seen_at)"
                            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (app, environment) DO UPDATE"
                            + " SET database = excluded.database, identity = excluded.identity,"
                            + " seen_at = excluded.seen_at",
                    environment.app().value(),
                    environment.environment().value(),
                    known.value(),
                    known.identity(),
                    now);
        }
    }

    public Optional<DatabaseKey> of(EnvironmentKey environment) {
        return sql.first(
                "SELECT database, identity FROM environment_databases WHERE app = ? AND environment = ?",
                row -> new DatabaseKey(row.text("database"), row.maybeText("identity")),
                environment.app().value(),
                environment.environment().value());
    }

    /** The environments that lead to a database, under whatever name of its server some run has found it. */
    public List<EnvironmentKey> environments(DatabaseKey database) {
        return sql.list(
                "SELECT app, environment FROM environment_databases WHERE database = ? OR identity = ? OR identity IN"
                        + " (SELECT identity FROM environment_databases WHERE database = ? UNION SELECT identity FROM runs"
                        + " WHERE database = ?) ORDER BY app, environment",
                Row::environment,
                database.value(),
                database.identity(),
                database.value(),
                database.value());
    }

    /** Those that lead to it under the same name. */
    private List<EnvironmentKey> named(DatabaseKey database) {
        return sql.list(
                "SELECT app, environment FROM environment_databases WHERE database = ? ORDER BY app, environment",
                Row::environment,
                database.value());
    }

    /** The environment first, and then those that lead to its database under the same name. */
    public Set<EnvironmentKey> sharing(EnvironmentKey environment) {
        Set<EnvironmentKey> all = new LinkedHashSet<>(List.of(environment));
        of(environment).map(this::named).ifPresent(all::addAll);
        return all;
    }
}
