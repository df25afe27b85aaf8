package dev.appdb.request;

import dev.appdb.roles.RoleSpec;
import java.util.Collections;

/**
 * The names inside the database server, for those who need others than the defaults.
 *
 * @param database the database, {@code app} by default
 * @param schema the application's schema, {@code app} by default
 * @param appUser the service's user, {@code app} by default
 * @param migratorUser the migrations' user, {@code migrator} by default
 */
public record DatabaseNames(String database, String schema, String appUser, String migratorUser) {
    public static final DatabaseNames DEFAULT = new DatabaseNames("app", "app", "app", "migrator");

    /** @throws IllegalArgumentException naming every name that PostgreSQL would refuse or truncate */
    public DatabaseNames {
        // The role manager has the rules; what it takes, these names are.
        new RoleSpec(database, schema, appUser, migratorUser, Collections.emptySortedMap());
    }
}
