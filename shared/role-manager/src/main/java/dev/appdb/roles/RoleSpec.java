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
 * @param expected what other roles may do, and schemas that are somebody else's: the check reports them as accepted. Those that
 *     keep CONNECT are granted it before it is revoked from PUBLIC
 */
public record RoleSpec(
        String database,
        String schema,
        List<String> additionalSchemas,
        String appUser,
        String migratorUser,
        SortedSet<String> readers,
        SortedMap<String, Boolean> extensions,
        Expectations expected) {

    /** The most bytes that a PostgreSQL name may have. */
    public static final int NAME_LIMIT_BYTES = 63;

    /** @throws InvalidRoleSpecException naming every problem at once */
    public RoleSpec {
        additionalSchemas = List.copyOf(additionalSchemas);
        readers = Collections.unmodifiableSortedSet(new TreeSet<>(readers));
        extensions = Collections.unmodifiableSortedMap(new TreeMap<>(extensions));
        NameProblems problems = new NameProblems();
        problems.database(database);
        problems.schemas(schema, additionalSchemas);
        problems.users(appUser, migratorUser);
        readers.forEach(reader -> problems.reader(reader, List.of(appUser, migratorUser)));
        extensions.keySet().forEach(problems::extension);
        expected.all().forEach(problems::expected);
        if (!problems.found().isEmpty()) {
            throw new InvalidRoleSpecException(problems.found());
        }
    }

    /** With one schema, no readers, and nobody else who is expected. */
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
                Expectations.NONE);
    }

    /** The usual names: database and schema {@code app}, users {@code app} and {@code migrator}, no extensions. */
    public static RoleSpec standard() {
        return new RoleSpec("app", "app", "app", "migrator", Collections.emptySortedMap());
    }

    /** The same with another database. */
    public RoleSpec withDatabase(String other) {
        return new RoleSpec(other, schema, additionalSchemas, appUser, migratorUser, readers, extensions, expected);
    }

    /** The same with these extensions instead. */
    public RoleSpec withExtensions(Map<String, Boolean> others) {
        return new RoleSpec(
                database, schema, additionalSchemas, appUser, migratorUser, readers, new TreeMap<>(others), expected);
    }

    /** The same with these other roles that keep CONNECT, besides those that are expected to. */
    public RoleSpec withKeepConnect(Set<String> roles) {
        return withExpected(expected.connecting(roles));
    }

    /** The same with these expectations instead. */
    public RoleSpec withExpected(Expectations others) {
        return new RoleSpec(database, schema, additionalSchemas, appUser, migratorUser, readers, extensions, others);
    }

    /** The same with these schemas after the first. */
    public RoleSpec withAdditionalSchemas(List<String> others) {
        return new RoleSpec(database, schema, others, appUser, migratorUser, readers, extensions, expected);
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
                expected);
    }

    /** The other roles that are to have CONNECT, in the order of names. */
    public SortedSet<String> keepConnect() {
        return expected.connecting();
    }

    /** Returns whether the app is to have no more than the rights to read and change rows. */
    boolean isDmlOnly() {
        return expected.declaredTo(May.DML_ONLY).contains(appUser);
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
