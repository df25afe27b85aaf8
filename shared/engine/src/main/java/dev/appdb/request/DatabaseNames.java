package dev.appdb.request;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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

    // NAMEDATALEN - 1: https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS
    private static final int MAX_BYTES = 63;

    /** @throws IllegalArgumentException naming every name that PostgreSQL would refuse or truncate */
    public DatabaseNames {
        List<String> problems = new ArrayList<>();
        check("database", database, problems);
        check("schema", schema, problems);
        check("app user", appUser, problems);
        check("migrator user", migratorUser, problems);
        if (appUser.equals(migratorUser)) {
            problems.add("the app user and the migrator user are both \"" + appUser + "\": they must differ");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    private static void check(String kind, String name, List<String> problems) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (name.isBlank() || name.indexOf('\0') >= 0) {
            problems.add("the " + kind + " name is empty or has a NUL character");
        } else if (bytes > MAX_BYTES) {
            problems.add("the " + kind + " name \"" + Names.printable(name) + "\" has " + bytes
                    + " bytes: PostgreSQL keeps only " + MAX_BYTES);
        } else if (name.startsWith("pg_") || name.equals("public") || name.equals("none")) {
            problems.add("the " + kind + " name \"" + name + "\" is reserved by PostgreSQL");
        }
    }
}
