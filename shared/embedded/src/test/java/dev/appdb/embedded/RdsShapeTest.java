package dev.appdb.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.extensions.Extension;
import dev.appdb.extensions.ExtensionCatalogue;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RdsShapeTest {

    static Stream<PostgresMajor> majors() {
        return PostgresMajor.supported().stream();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void theMasterIsNoSuperuserAndManagesRolesAndDatabases(PostgresMajor major) throws Exception {
        try (Connection master = TestServers.on(major).asMaster("app")) {
            assertThat(rows(
                            master,
                            "SELECT rolname, rolsuper, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication,"
                                    + " rolbypassrls FROM pg_roles WHERE rolname IN ('postgres', 'rdsadmin', 'rds_iam',"
                                    + " 'rds_superuser', 'rds_password', 'rds_replication') ORDER BY rolname"))
                    .containsExactly(
                            "postgres f t t t f f",
                            "rds_iam f f f f f f",
                            "rds_password f f f f f f",
                            "rds_replication f f f f f f",
                            "rds_superuser f f f f f f",
                            "rdsadmin t t t t t t");
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void membershipsAreThoseOfRds(PostgresMajor major) throws Exception {
        try (Connection master = TestServers.on(major).asMaster("app")) {
            List<String> expected = new ArrayList<>(List.of(
                    "pg_monitor rds_superuser t",
                    "pg_signal_backend rds_superuser t",
                    "rds_password rds_superuser t",
                    "rds_replication rds_superuser t",
                    "rds_superuser postgres f"));
            if (major.isAtLeast(16)) {
                expected.add("rds_iam rds_superuser t");
                assertThat(rows(
                                master,
                                "SELECT inherit_option, set_option FROM pg_auth_members"
                                        + " WHERE roleid = 'rds_iam'::regrole AND member = 'rds_superuser'::regrole"))
                        .containsExactly("f f");
            }
            assertThat(rows(
                            master,
                            "SELECT roleid::regrole, member::regrole, admin_option FROM pg_auth_members"
                                    + " WHERE member IN ('postgres'::regrole, 'rds_superuser'::regrole)"
                                    + " AND roleid IN (SELECT oid FROM pg_roles WHERE rolname ~ '^(pg|rds)_')"))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void databasesAndThePublicSchemaBelongToTheMaster(PostgresMajor major) throws Exception {
        TestServer server = TestServers.on(major);
        String fresh = server.newDatabase();
        try (Connection master = server.asMaster(fresh)) {
            assertThat(rows(
                            master,
                            "SELECT datdba::regrole, pg_encoding_to_char(encoding) FROM pg_database WHERE datname IN ('"
                                    + fresh + "', 'app')"))
                    .containsExactly("postgres UTF8", "postgres UTF8");
            assertThat(rows(master, "SELECT nspowner::regrole FROM pg_namespace WHERE nspname = 'public'"))
                    .containsExactly(major.isAtLeast(15) ? "pg_database_owner" : "postgres");
            assertThat(rows(master, "SELECT setting FROM pg_settings WHERE name = 'log_timezone'"))
                    .containsExactly("UTC");
            assertThat(rows(master, "SELECT lower('ÄÉ')")).containsExactly("äé");
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void theMasterCreatesTheExtensionsThatRdsWouldLetItCreate(PostgresMajor major) throws Exception {
        TestServer server = TestServers.on(major);
        try (Connection master = server.asMaster(server.newDatabase());
                Statement statement = master.createStatement()) {
            for (String name : List.of("postgres_fdw", "pg_stat_statements", "pg_trgm", "dblink", "amcheck")) {
                statement.execute("CREATE EXTENSION " + name);
            }
            assertThat(rows(master, "SELECT count(*) >= 0 FROM pg_stat_statements"))
                    .containsExactly("t");
            statement.execute("CREATE EXTENSION vector VERSION '0.7.0'");
            statement.execute("ALTER EXTENSION vector UPDATE");
            assertThat(rows(master, "SELECT extversion FROM pg_extension WHERE extname = 'vector'"))
                    .containsExactly("0.8.0");
            assertThatThrownBy(() -> statement.execute("CREATE EXTENSION file_fdw"))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("42501");
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void theCatalogueSaysWhatTheServerHasAndWhatItsMasterMayCreate(PostgresMajor major) throws Exception {
        try (Connection master = TestServers.on(major).asMaster("app")) {
            List<String> has = rows(master, "SELECT name FROM pg_available_extensions WHERE name <> 'vector'");
            List<String> mayHave = rows(
                    master,
                    "SELECT DISTINCT name FROM pg_available_extension_versions WHERE (trusted OR NOT superuser)"
                            + " AND name <> 'vector'");

            assertThat(ExtensionCatalogue.all().stream()
                            .filter(extension -> extension.inPostgres().contains(major.number()))
                            .map(Extension::name))
                    .containsExactlyInAnyOrderElementsOf(has);
            assertThat(ExtensionCatalogue.onLocalServer(major.number()).stream().map(Extension::name))
                    .containsExactlyInAnyOrderElementsOf(mayHave);
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void theMasterMakesARoleAndHandsOutIamLogins(PostgresMajor major) throws Exception {
        try (Connection master = TestServers.on(major).asMaster("app");
                Statement statement = master.createStatement()) {
            master.setAutoCommit(false);
            statement.execute("CREATE ROLE somebody LOGIN");
            statement.execute("GRANT rds_iam TO somebody");
            assertThat(rows(master, "SELECT pg_has_role('somebody', 'rds_iam', 'MEMBER')"))
                    .containsExactly("t");
            assertThat(rows(master, "SELECT pg_has_role('postgres', 'rds_iam', 'USAGE')"))
                    .containsExactly("f");
            master.rollback();
        }
    }

    static List<String> rows(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(result.getString(i));
                }
                rows.add(String.join(" ", columns));
            }
            return rows;
        }
    }
}
