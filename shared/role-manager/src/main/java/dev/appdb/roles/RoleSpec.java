package dev.appdb.roles;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The declared state of one database: its name, the application's schema, the two users, and the extensions that are
 * declared on or off.
 *
 * <p>Names are taken as they are, whatever printable characters they contain; they are quoted wherever they reach the
 * server. Line breaks and other control characters are refused: they break logs, connection strings and command lines. A
 * name that PostgreSQL would truncate (more than 63 bytes of UTF-8, NAMEDATALEN - 1) is refused too, since two such
 * names could end up as one.
 *
 * @param database the database that is managed; the master's connection must be to it
 * @param schema the application's schema, owned by the migrator
 * @param appUser the user that the application logs in as
 * @param migratorUser the user that runs migrations and owns the schema
 * @param extensions extension name to whether it is meant to be there; in the order of names
 */
public record RoleSpec(
        String database, String schema, String appUser, String migratorUser, SortedMap<String, Boolean> extensions) {

    /** The most bytes that a PostgreSQL name may have. */
    public static final int NAME_LIMIT_BYTES = 63;

    /** @throws InvalidRoleSpecException naming every problem at once */
    public RoleSpec {
        extensions = Collections.unmodifiableSortedMap(new TreeMap<>(extensions));
        NameProblems problems = new NameProblems();
        problems.database(database);
        problems.schema(schema);
        problems.users(appUser, migratorUser);
        extensions.keySet().forEach(problems::extension);
        if (!problems.found().isEmpty()) {
            throw new InvalidRoleSpecException(problems.found());
        }
    }

    /** The usual names: database and schema {@code app}, users {@code app} and {@code migrator}, no extensions. */
    public static RoleSpec standard() {
        return new RoleSpec("app", "app", "app", "migrator", Collections.emptySortedMap());
    }

    /** The same with another database. */
    public RoleSpec withDatabase(String other) {
        return new RoleSpec(other, schema, appUser, migratorUser, extensions);
    }

    /** The same with these extensions instead. */
    public RoleSpec withExtensions(Map<String, Boolean> others) {
        return new RoleSpec(database, schema, appUser, migratorUser, new TreeMap<>(others));
    }
}
