package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.embedded.PostgresMajor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several schemas and read-only users, proved by logging in as the users. */
class SchemasAndReadersTest {
    private static final String MAJORS = "dev.appdb.roles.Scene#majors";

    @ParameterizedTest
    @MethodSource(MAJORS)
    void theAppUsesEverySchemaAndAReaderOnlyReads(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major).withSecondSchemaAndReader()) {
            assertThat(scene.manage().succeeded()).isTrue();
            run(
                    scene,
                    scene.spec().migratorUser(),
                    "CREATE TABLE here (id serial)",
                    "CREATE TABLE second.there (id int)");
            assertThat(scene.probe().failed()).isEmpty();

            run(scene, scene.spec().appUser(), "INSERT INTO here DEFAULT VALUES", "INSERT INTO there VALUES (7)");
            assertThat(value(scene, reader(scene), "SELECT here.id + there.id FROM here, there"))
                    .isEqualTo("8");
            assertThat(value(scene, reader(scene), "SHOW search_path")).isEqualTo("app, second");
            for (String forbidden : List.of(
                    "INSERT INTO there VALUES (8)",
                    "UPDATE here SET id = 1",
                    "DELETE FROM there",
                    "TRUNCATE here",
                    "SELECT nextval('here_id_seq')",
                    "CREATE TABLE second.mine ()",
                    "CREATE TABLE public.mine ()",
                    "CREATE SCHEMA mine",
                    "CREATE TEMPORARY TABLE mine ()",
                    "SET ROLE " + scene.spec().appUser())) {
                assertThatThrownBy(() -> run(scene, reader(scene), forbidden))
                        .as(forbidden)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(SqlState.of(e)).isEqualTo(SqlState.INSUFFICIENT_PRIVILEGE));
            }
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aReaderDeclaredLaterReadsWhatIsThereAndOneThatWritesIsStopped(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.manage();
            scene.as("{migrator}", "CREATE TABLE old (id int)", "INSERT INTO old VALUES (1)");
            RoleSpec spec =
                    scene.spec().withReaders(Set.of("later_" + scene.spec().appUser()));
            String reader = spec.readers().first();
            RoleManager manager = scene.manager();
            assertThat(manager.manage(spec).succeeded()).isTrue();
            assertThat(value(scene, reader, "SELECT id FROM old")).isEqualTo("1");

            scene.as("{migrator}", "GRANT INSERT, UPDATE (id) ON old TO " + reader);
            run(scene, reader, "INSERT INTO old VALUES (2)");
            DatabasePlan plan = manager.plan(spec, UpdateMode.FULL);
            assertThat(plan.losses())
                    .extracting(DatabasePlan.Loss::sentence)
                    .containsExactly(reader + " loses privileges other than SELECT on 1 existing table in schema app");
            assertThat(manager.manage(spec).succeeded()).isTrue();
            assertThatThrownBy(() -> run(scene, reader, "INSERT INTO old VALUES (3)"))
                    .hasMessageContaining("permission denied");
            assertThat(value(scene, reader, "SELECT count(*) FROM old")).isEqualTo("2");
            assertThat(manager.manage(spec).changedNothing()).isTrue();

            assertThat(scene.check().failed())
                    .as("a reader that is no longer declared is found, with what takes its rights away")
                    .extracting(Check::id)
                    .containsExactly("D06", "P04", "O04");
            scene.asBootstrap("DROP OWNED BY " + reader, "DROP ROLE " + reader);
            assertThat(scene.check().failed()).isEmpty();
        }
    }

    @Test
    void aSchemaAddedLaterIsMadeAndTheFirstStaysTheFirst() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT)) {
            scene.manage();
            RoleSpec spec = scene.spec().withAdditionalSchemas(List.of("zebra", "Odd \"one\""));
            DatabasePlan plan = scene.manager().plan(spec, UpdateMode.FULL);
            assertThat(plan.losses()).isEmpty();
            assertThat(plan.changes())
                    .extracting(DatabasePlan.Change::sql)
                    .contains("ALTER DATABASE " + spec.database()
                            + " SET search_path TO app, zebra, \"Odd \"\"one\"\"\"");
            assertThat(scene.manager().manage(spec).succeeded()).isTrue();
            assertThat(scene.manager()
                            .check(spec, new CheckOptions(true, Scene.UPDATING))
                            .failed())
                    .isEmpty();
            run(
                    scene,
                    spec.migratorUser(),
                    "CREATE TABLE first (id int)",
                    "CREATE TABLE \"Odd \"\"one\"\"\".third (id int)");
            run(scene, spec.appUser(), "INSERT INTO first VALUES (1)", "INSERT INTO third VALUES (1)");
            assertThat(scene.rows("SELECT schemaname, tablename FROM pg_tables WHERE tableowner = '{migrator}'"))
                    .containsExactlyInAnyOrder("app first", "Odd \"one\" third");
            assertThat(scene.manager().report(spec).schemaPrivileges()).containsKeys("app", "zebra", "Odd \"one\"");
        }
    }

    private static String reader(Scene scene) {
        return scene.spec().readers().first();
    }

    private static void run(Scene scene, String user, String... statements) throws Exception {
        try (Connection connection = login(scene, user);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String value(Scene scene, String user, String query) throws Exception {
        try (Connection connection = login(scene, user);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static Connection login(Scene scene, String user) throws Exception {
        scene.server().running().allowLogin(user);
        return scene.server().as(user, scene.spec().database());
    }
}
