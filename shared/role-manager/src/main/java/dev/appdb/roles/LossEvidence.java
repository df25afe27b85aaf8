package dev.appdb.roles;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The use that is made of a database: the facts from which losses are computed.
 *
 * @param logins who can log in to it, superusers left out
 * @param throughPublic what roles that can log in have only because PUBLIC has it
 * @param contents what is in its schemas, extensions left out
 * @param extensionObjects the extensions declared off that are installed, to the number of their objects
 * @param dependants what depends on these
 */
record LossEvidence(
        List<Login> logins,
        List<ThroughPublic> throughPublic,
        List<Content> contents,
        Map<String, Long> extensionObjects,
        List<Dependant> dependants) {

    /** Nothing at all, as in a database that does not exist yet. */
    static final LossEvidence NONE = new LossEvidence(List.of(), List.of(), List.of(), Map.of(), List.of());

    /**
     * A role that can log in to the database.
     *
     * @param sessions those that it has now
     * @param hasSomething whether it, or a role whose rights it has, owns something in the database or has been granted it
     */
    record Login(String role, long sessions, boolean hasSomething) {}

    /** A privilege on a schema, or on the database where the schema is {@link CatalogSnapshot#PUBLIC empty}. */
    record ThroughPublic(String schema, String privilege, String role) {}

    /**
     * A schema's content.
     *
     * @param ofOthers the number of tables, sequences and routines that are neither the app's nor the migrator's
     */
    record Content(String schema, long tables, long ofOthers) {}

    /** Something that needs an extension; where it is an extension itself, with its name, which is empty otherwise. */
    record Dependant(String extension, String description, String dependantExtension) {}

    LossEvidence {
        logins = List.copyOf(logins);
        throughPublic = List.copyOf(throughPublic);
        contents = List.copyOf(contents);
        extensionObjects = Map.copyOf(extensionObjects);
        dependants = List.copyOf(dependants);
    }

    /** Reads them in the connection's transaction. */
    static LossEvidence read(Connection connection, RoleSpec spec) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            Results results = new Results(statement, SqlText.LOSSES.about(spec));
            List<Login> logins = results.next(
                    row -> new Login(row.getString("role"), row.getLong("sessions"), row.getBoolean("has_something")));
            List<ThroughPublic> throughPublic = results.next(row -> new ThroughPublic(
                    CatalogReader.text(row, "schema"), row.getString("privilege"), row.getString("role")));
            List<Content> contents = results.next(
                    row -> new Content(row.getString("schema"), row.getLong("tables"), row.getLong("of_others")));
            Map<String, Long> objects = new LinkedHashMap<>();
            results.next(row -> objects.put(row.getString("extension"), row.getLong("objects")));
            List<Dependant> dependants = results.next(row -> new Dependant(
                    row.getString("extension"),
                    row.getString("dependant"),
                    CatalogReader.text(row, "dependant_extension")));
            return new LossEvidence(logins, throughPublic, contents, objects, dependants);
        }
    }

    /** The dependants of an extension as the server describes them, but extensions that are dropped as well. */
    List<String> dependantsOf(String extension, List<String> dropped) {
        return dependants.stream()
                .filter(each -> each.extension().equals(extension) && !dropped.contains(each.dependantExtension()))
                .map(Dependant::description)
                .collect(Collectors.toList());
    }

    /** The number of tables in these schemas. */
    long tablesIn(List<String> schemas) {
        return contents.stream()
                .filter(content -> schemas.contains(content.schema()))
                .mapToLong(Content::tables)
                .sum();
    }
}
