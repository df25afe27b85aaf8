package dev.appdb.roles;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one database is meant to be: its name, the application's schema, the two users, and the extensions that are
 * declared on or off.
 *
 * <p>Names are taken as they are, whatever they contain; they are quoted wherever they reach the server. A name that
 * PostgreSQL would truncate (more than 63 bytes of UTF-8, NAMEDATALEN - 1) is refused, since two such names could end up
 * as one.
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

    private static final Set<String> TEMPLATE_DATABASES = Set.of("template0", "template1");
    private static final Set<String> RESERVED_SCHEMAS = Set.of("public", "none", "information_schema");
    private static final Set<String> RESERVED_ROLES = Set.of("public", "none");

    /** @throws InvalidRoleSpecException naming every problem at once */
    public RoleSpec {
        extensions = Collections.unmodifiableSortedMap(new TreeMap<>(extensions));
        List<String> problems = new ArrayList<>();
        check(problems, "database", database);
        if (TEMPLATE_DATABASES.contains(database)) {
            problems.add("database \"" + database + "\" is the server's own: choose another name");
        }
        check(problems, "schema", schema);
        if (RESERVED_SCHEMAS.contains(schema) || schema.startsWith("pg_")) {
            problems.add("schema \"" + schema + "\" is reserved: choose another name, such as app");
        }
        checkUser(problems, "app user", appUser);
        checkUser(problems, "migrator user", migratorUser);
        if (appUser.equals(migratorUser)) {
            problems.add("app user and migrator user are both \"" + appUser
                    + "\": give two names, since the app must not own what the migrator makes");
        }
        extensions.keySet().forEach(name -> check(problems, "extension", name));
        if (!problems.isEmpty()) {
            throw new InvalidRoleSpecException(problems);
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

    private static void checkUser(List<String> problems, String what, String name) {
        check(problems, what, name);
        if (RESERVED_ROLES.contains(name) || name.startsWith("pg_") || ServerRoles.isRdsOwned(name)) {
            problems.add(what + " \"" + name + "\" is reserved: choose another name, such as "
                    + (what.startsWith("app") ? "app" : "migrator"));
        }
    }

    private static void check(List<String> problems, String what, String name) {
        if (name.isEmpty()) {
            problems.add("a name of the " + what + " is missing");
        }
        if (name.indexOf('\0') >= 0) {
            problems.add(what + " \"" + name.replace('\0', '?') + "\" contains a NUL character");
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > NAME_LIMIT_BYTES) {
            problems.add(what + " \"" + name + "\" has " + bytes + " bytes, and PostgreSQL would cut it at "
                    + NAME_LIMIT_BYTES + ": choose a shorter name");
        }
    }
}
