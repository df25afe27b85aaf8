package dev.appdb.request;

import dev.appdb.roles.Expectations;
import dev.appdb.roles.RoleSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The names inside the database server, for those who need others than the defaults.
 *
 * @param database the database, {@code app} by default
 * @param schemas the application's schemas in the order of the search_path, only {@code app} by default
 * @param appUser the service's user, {@code app} by default
 * @param migratorUser the migrations' user, {@code migrator} by default
 * @param readers users that only read, none by default
 */
public record DatabaseNames(
        String database, List<String> schemas, String appUser, String migratorUser, SortedSet<String> readers) {
    public static final DatabaseNames DEFAULT = new DatabaseNames("app", "app", "app", "migrator");

    /** @throws IllegalArgumentException naming every name that PostgreSQL would refuse or truncate, or that no schema is named */
    public DatabaseNames {
        schemas = List.copyOf(schemas);
        readers = Collections.unmodifiableSortedSet(new TreeSet<>(readers));
        // The role manager has the rules; what it takes, these names are.
        spec(database, schemas, appUser, migratorUser, readers);
    }

    /** With one schema, and no readers. */
    public DatabaseNames(String database, String schema, String appUser, String migratorUser) {
        this(database, List.of(schema), appUser, migratorUser, Collections.emptySortedSet());
    }

    /** The same with these schemas. */
    public DatabaseNames withSchemas(List<String> others) {
        return new DatabaseNames(database, others, appUser, migratorUser, readers);
    }

    /** The same with these readers. */
    public DatabaseNames withReaders(List<String> others) {
        return new DatabaseNames(database, schemas, appUser, migratorUser, new TreeSet<>(others));
    }

    /** The first schema. */
    public String schema() {
        return schemas.get(0);
    }

    /** The schemas after the first. */
    public List<String> additionalSchemas() {
        return schemas.subList(1, schemas.size());
    }

    /** The users, each by the words that commands know it by; {@code reader} where there is one. */
    public Map<String, String> users() {
        Map<String, String> users = new LinkedHashMap<>();
        users.put("app", appUser);
        users.put("migrator", migratorUser);
        if (readers.size() == 1) {
            users.put("reader", readers.first());
        }
        readers.forEach(reader -> users.putIfAbsent(reader, reader));
        return users;
    }

    /** The word by which commands know one of the users; the name itself for anybody else. */
    public String wordFor(String user) {
        return user.equals(appUser) ? "app" : user.equals(migratorUser) ? "migrator" : user;
    }

    /**
     * The user whose rights a person gets by temporary access.
     *
     * @param as {@code app}, {@code reader} where there is one, or a reader's name
     * @throws IllegalArgumentException if there is no such user, or people don't get its rights
     */
    public String accessUser(String as) {
        if (readers.contains(as)) {
            return as;
        }
        if (as.equals("app")) {
            return appUser;
        }
        if (!as.equals("reader")) {
            throw new IllegalArgumentException("\"" + as + "\" is not known: use reader or app");
        }
        if (readers.size() != 1) {
            throw new IllegalArgumentException(
                    readers.isEmpty()
                            ? "no read-only user is configured: declare one with --reader, and update the roles"
                            : "there are several: " + String.join(", ", readers));
        }
        return readers.first();
    }

    /** The roles that they declare, without extensions. */
    public RoleSpec spec() {
        return spec(database, schemas, appUser, migratorUser, readers);
    }

    private static RoleSpec spec(
            String database, List<String> schemas, String appUser, String migratorUser, SortedSet<String> readers) {
        return new RoleSpec(
                database,
                schemas.isEmpty() ? "" : schemas.get(0),
                schemas.isEmpty() ? List.of() : schemas.subList(1, schemas.size()),
                appUser,
                migratorUser,
                readers,
                Collections.emptySortedMap(),
                Expectations.NONE);
    }
}
