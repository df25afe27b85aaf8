package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.DefaultGrant;
import dev.appdb.roles.CatalogSnapshot.Extension;
import dev.appdb.roles.CatalogSnapshot.Finding;
import dev.appdb.roles.CatalogSnapshot.Grant;
import dev.appdb.roles.CatalogSnapshot.Held;
import dev.appdb.roles.CatalogSnapshot.Membership;
import dev.appdb.roles.CatalogSnapshot.Role;
import dev.appdb.roles.CatalogSnapshot.Schema;
import dev.appdb.roles.CatalogSnapshot.SchemaGrant;
import dev.appdb.roles.CatalogSnapshot.SearchPath;
import dev.appdb.roles.CatalogSnapshot.Server;
import dev.appdb.roles.CatalogSnapshot.Setting;
import dev.appdb.roles.ObjectRights.Extent;
import dev.appdb.roles.Repair.ObjectGrants;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the catalogs: one batch of SELECTs, one round trip. */
final class CatalogReader {
    private CatalogReader() {}

    /**
     * Looks, in the connection's transaction.
     *
     * @param before statements to send before, in the same round trip; each ends with a semicolon
     * @param after statements to send after, likewise; each begins with one
     */
    static CatalogSnapshot look(Connection connection, RoleSpec spec, String before, String after) throws SQLException {
        return look(connection, SqlText.CATALOG, spec, Optional.empty(), before, after);
    }

    /** The same by another role than the master, of whose rights the snapshot tells nevertheless. */
    static CatalogSnapshot lookInPlaceOf(
            Optional<String> master, Connection connection, RoleSpec spec, String before, String after)
            throws SQLException {
        return look(connection, SqlText.CATALOG, spec, master, before, after);
    }

    /** The same, with everything that the server knows of every extension, also those about which nothing is to be done. */
    static CatalogSnapshot lookAtExtensions(Connection connection, RoleSpec spec, String before, String after)
            throws SQLException {
        return look(connection, SqlText.CATALOG_OF_EXTENSIONS, spec, Optional.empty(), before, after);
    }

    private static CatalogSnapshot look(
            Connection connection, SqlText text, RoleSpec spec, Optional<String> master, String before, String after)
            throws SQLException {
        String catalog = text.about(spec, connection.getMetaData().getDatabaseMajorVersion(), master);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            Results results = new Results(statement, before + catalog + after);
            List<Server> server = results.next(CatalogReader::server);
            return new CatalogSnapshot(
                    server.get(0),
                    new Roles(results.next(CatalogReader::role)),
                    new Memberships(results.next(CatalogReader::membership)),
                    results.next(row -> new Grant(text(row, "grantee"), text(row, "privilege"))),
                    results.next(row ->
                            new SearchPath(text(row, "role"), row.getBoolean("for_database"), text(row, "path"))),
                    results.next(row -> new Schema(
                            text(row, "name"), text(row, "owner"), row.getBoolean("master_owns"), text(row, "acl"))),
                    results.next(
                            row -> new SchemaGrant(text(row, "schema"), text(row, "grantee"), text(row, "privilege"))),
                    results.next(CatalogReader::defaultGrant),
                    results.next(CatalogReader::extension),
                    findings(results),
                    results.next(row -> new Setting(
                            text(row, "role"), row.getBoolean("for_database"), text(row, "name"), text(row, "value"))),
                    results.next(row -> new SchemaGrant(text(row, "schema"), text(row, "grantee"), "CREATE")),
                    results.next(row -> new Held(text(row, "routine"), text(row, "grantee"))),
                    results.next(row -> text(row, "kind")),
                    results.next(row -> new Held(text(row, "parameter"), text(row, "grantee"))),
                    results.next(row -> new Obstacle(
                            text(row, "kind"),
                            text(row, "schema"),
                            text(row, "label"),
                            text(row, "owner"),
                            text(row, "statement"))));
        }
    }

    /**
     * The single objects that lack a grant, in the connection's transaction; those of others only where they become the
     * migrator's first.
     */
    static List<Ungranted> ungranted(Connection connection, Situation situation, UpdateMode mode) throws SQLException {
        List<Ungranted> all = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            new Results(statement, SqlText.UNGRANTED.about(situation.spec())).next(row -> {
                String schema = text(row, "schema");
                Situation there = situation.inSchema(schema);
                boolean isTakenOver =
                        mode == UpdateMode.FULL && !row.getBoolean("stays") && ObjectOwners.areTakenOver(there);
                boolean masters = row.getBoolean("masters");
                if (SchemaRules.isAttainable(there) && (row.getBoolean("migrators") || masters || isTakenOver)) {
                    all.add(new Ungranted(
                            new ObjectGrants(
                                    schema,
                                    typeOf(text(row, "kind")),
                                    row.getBoolean("migrators") || !masters,
                                    new ObjectRights(Extent.valueOf(text(row, "extent")), text(row, "grantee"))),
                            text(row, "label")));
                }
                return schema;
            });
        }
        return all;
    }

    private static ObjectType typeOf(String kind) {
        for (ObjectType type : ObjectType.values()) {
            if (type.keyword().equals(kind)) {
                return type;
            }
        }
        throw new IllegalStateException("ungranted.sql names a kind that is not known: " + kind);
    }

    private static Server server(ResultSet row) throws SQLException {
        return new Server(
                row.getInt("version"),
                row.getBoolean("in_recovery"),
                text(row, "master"),
                text(row, "database"),
                text(row, "database_owner"),
                row.getBoolean("master_owns_database"),
                row.getBoolean("master_may_create_schema"),
                text(row, "declared_search_path"));
    }

    private static Role role(ResultSet row) throws SQLException {
        return new Role(
                text(row, "rolname"),
                row.getBoolean("bootstrap"),
                row.getBoolean("rolsuper"),
                row.getBoolean("rolcreaterole"),
                row.getBoolean("rolcreatedb"),
                row.getBoolean("rolreplication"),
                row.getBoolean("rolbypassrls"),
                row.getBoolean("rolcanlogin"),
                row.getInt("rolconnlimit"),
                row.getBoolean("expired"),
                row.getString("valid_until"),
                text(row, "comment"));
    }

    private static Membership membership(ResultSet row) throws SQLException {
        return new Membership(
                text(row, "granted"),
                text(row, "member"),
                text(row, "grantor"),
                row.getBoolean("admin_option"),
                row.getBoolean("inherits"),
                row.getBoolean("settable"));
    }

    private static DefaultGrant defaultGrant(ResultSet row) throws SQLException {
        return new DefaultGrant(
                text(row, "creator"),
                text(row, "schema"),
                text(row, "object_type"),
                text(row, "grantee"),
                text(row, "privileges"),
                row.getBoolean("complete"));
    }

    private static Extension extension(ResultSet row) throws SQLException {
        return new Extension(
                text(row, "name"),
                row.getString("default_version"),
                row.getString("installed_version"),
                row.getString("schema"),
                row.getString("own_schema"),
                strings(row.getArray("requires")),
                row.getBoolean("trusted"),
                row.getBoolean("superuser"),
                text(row, "comment"));
    }

    private static Map<String, Map<String, Finding>> findings(Results results) throws SQLException {
        Map<String, Map<String, Finding>> findings = new LinkedHashMap<>();
        results.next(row -> findings.computeIfAbsent(text(row, "schema"), schema -> new LinkedHashMap<>())
                .put(text(row, "finding"), new Finding(row.getLong("count"), strings(row.getArray("examples")))));
        return findings;
    }

    /** A column's text; empty for NULL, which is how PUBLIC comes. */
    static String text(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        return value == null ? CatalogSnapshot.PUBLIC : value;
    }

    private static List<String> strings(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
