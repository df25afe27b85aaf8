package dev.appdb.roles;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The declared state of one database: its name, the application's schemas, the users, and the extensions that are declared
 * on or off.
 *
 * <p>Names are taken as they are, whatever printable characters they contain; they are quoted wherever they reach the
 * server. Line breaks and other control characters are refused: they break logs, connection strings and command lines. A
 * name that PostgreSQL would truncate (more than 63 bytes of UTF-8, NAMEDATALEN - 1) is refused too, since two such
 * names could end up as one.
 *
 * @param database the database that is managed; the master's connection must be to it
 * @param schema the application's first schema, in which names without a schema's name are created; owned by the migrator
 * @param additionalSchemas its other schemas, in the order of the search_path; the same holds for them
 * @param appUser the user that the application logs in as
 * @param migratorUser the user that runs migrations and owns the schemas
 * @param readers users that read every table in the schemas and do nothing else, in the order of names
 * @param extensions extension name to whether it is meant to be there; in the order of names
 * @param keepConnect other roles that are meant to connect to the database, in the order of names: they are granted CONNECT
 *     before it is revoked from PUBLIC, and the check reports them as accepted
 */
public record RoleSpec(
        String database,
        String schema,
        List<String> additionalSchemas,
        String appUser,
        String migratorUser,
        SortedSet<String> readers,
        SortedMap<String, Boolean> extensions,
        SortedSet<String> keepConnect) {

    /** The most bytes that a PostgreSQL name may have. */
    public static final int NAME_LIMIT_BYTES = 63;

    /** @throws InvalidRoleSpecException naming every problem at once */
    public RoleSpec {
        additionalSchemas = List.copyOf(additionalSchemas);
        readers = Collections.unmodifiableSortedSet(new TreeSet<>(readers));
        extensions = Collections.unmodifiableSortedMap(new TreeMap<>(extensions));
        keepConnect = Collections.unmodifiableSortedSet(new TreeSet<>(keepConnect));
        NameProblems problems = new NameProblems();
        problems.database(database);
        problems.schemas(schema, additionalSchemas);
        problems.users(appUser, migratorUser);
        readers.forEach(reader -> problems.reader(reader, List.of(appUser, migratorUser)));
        extensions.keySet().forEach(problems::extension);
        keepConnect.forEach(problems::keptRole);
        if (!problems.found().isEmpty()) {
            throw new InvalidRoleSpecException(problems.found());
        }
    }

    /** With one schema, no readers, and nobody else who is meant to connect. */
    public RoleSpec(
            String database,
            String schema,
            String appUser,
            String migratorUser,
            SortedMap<String, Boolean> extensions) {
        this(
                database,
                schema,
                List.of(),
                appUser,
                migratorUser,
                Collections.emptySortedSet(),
                extensions,
                Collections.emptySortedSet());
    }

    /** The usual names: database and schema {@code app}, users {@code app} and {@code migrator}, no extensions. */
    public static RoleSpec standard() {
        return new RoleSpec("app", "app", "app", "migrator", Collections.emptySortedMap());
    }

    /** The same with another database. */
    public RoleSpec withDatabase(String other) {
        return new RoleSpec(other, schema, additionalSchemas, appUser, migratorUser, readers, extensions, keepConnect);
    }

    /** The same with these extensions instead. */
    public RoleSpec withExtensions(Map<String, Boolean> others) {
        return new RoleSpec(
                database,
                schema,
                additionalSchemas,
                appUser,
                migratorUser,
                readers,
                new TreeMap<>(others),
                keepConnect);
    }

    /** The same with these other roles that are meant to connect. */
    public RoleSpec withKeepConnect(Set<String> roles) {
        return new RoleSpec(
                database, schema, additionalSchemas, appUser, migratorUser, readers, extensions, new TreeSet<>(roles));
    }

    /** The same with these schemas after the first. */
    public RoleSpec withAdditionalSchemas(List<String> others) {
        return new RoleSpec(database, schema, others, appUser, migratorUser, readers, extensions, keepConnect);
    }

    /** The same with these readers instead. */
    public RoleSpec withReaders(Set<String> others) {
        return new RoleSpec(
                database,
                schema,
                additionalSchemas,
                appUser,
                migratorUser,
                new TreeSet<>(others),
                extensions,
                keepConnect);
    }

    /** Every schema of the application's, in the order of the search_path. */
    public List<String> schemas() {
        return Stream.concat(Stream.of(schema), additionalSchemas.stream()).toList();
    }

    /** Every user: the application's, the migrator, and the readers. */
    public List<String> users() {
        return Stream.concat(Stream.of(appUser, migratorUser), readers.stream()).toList();
    }
}
