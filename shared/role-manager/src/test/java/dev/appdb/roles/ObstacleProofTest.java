package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.roles.Check.Status;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** An obstacle that the check finds stops the user that logs in, and the shown remedy, run once, removes it. */
class ObstacleProofTest {
    private static final String AS_MIGRATOR = "SET ROLE {migrator}";
    private static final String OUTSIDE =
            "CREATE SCHEMA IF NOT EXISTS outside; GRANT USAGE ON SCHEMA outside TO {migrator};"
                    + " REVOKE USAGE ON SCHEMA outside FROM {app}";
    private static final String CLOSED =
            "CREATE OR REPLACE FUNCTION outside.f(int) RETURNS int IMMUTABLE LANGUAGE sql AS"
                    + " 'SELECT 1'; REVOKE EXECUTE ON FUNCTION outside.f(int) FROM PUBLIC, {app}; GRANT EXECUTE ON FUNCTION"
                    + " outside.f(int) TO {migrator}";

    /**
     * One obstacle.
     *
     * @param user the user that is stopped, with its name in braces
     * @param use what it can't do; a query has to return rows
     */
    private record Obstructed(String rule, int oldest, String user, String use, List<String> planted) {
        static Obstructed app(String rule, String use, String... planted) {
            return new Obstructed(rule, 14, "{app}", use, List.of(planted));
        }

        static Obstructed since15(String rule, String use, String... planted) {
            return new Obstructed(rule, 15, "{app}", use, List.of(planted));
        }

        static Obstructed migrator(String rule, String use, String... planted) {
            return new Obstructed(rule, 14, "{migrator}", use, List.of(planted));
        }

        @Override
        public String toString() {
            return rule + " " + use + " after " + String.join("; ", planted);
        }
    }

    private static final List<Obstructed> ALL = List.of(
            Obstructed.app(
                    "O09",
                    "SELECT id FROM secured",
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.secured (id int)",
                    "INSERT INTO {schema}.secured VALUES (1)",
                    "ALTER TABLE {schema}.secured ENABLE ROW LEVEL SECURITY"),
            Obstructed.app(
                    "O10",
                    "INSERT INTO indexed VALUES (1)",
                    OUTSIDE,
                    CLOSED,
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.indexed (id int)",
                    "CREATE INDEX ON {schema}.indexed (outside.f(id))"),
            Obstructed.app(
                    "O10",
                    "INSERT INTO checked VALUES (1)",
                    OUTSIDE,
                    CLOSED,
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.checked (id int CHECK (outside.f(id) = 1))"),
            Obstructed.app(
                    "O10",
                    "INSERT INTO numbered (note) VALUES ('a')",
                    OUTSIDE,
                    "CREATE SEQUENCE outside.numbers",
                    "GRANT USAGE ON SEQUENCE outside.numbers TO {migrator}",
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.numbered (id int DEFAULT nextval('outside.numbers'), note text)"),
            Obstructed.app(
                    "O10",
                    "INSERT INTO moods VALUES ('good'::outside.mood)",
                    OUTSIDE,
                    "CREATE TYPE outside.mood AS ENUM ('good')",
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.moods (mood outside.mood)"),
            Obstructed.app(
                    "O10",
                    "SELECT count(*) FROM sourced",
                    OUTSIDE,
                    "CREATE TABLE outside.source (id int)",
                    "GRANT SELECT ON outside.source TO {migrator}",
                    AS_MIGRATOR,
                    "CREATE VIEW {schema}.sourced AS SELECT id FROM outside.source",
                    "RESET ROLE",
                    "REVOKE SELECT ON outside.source FROM {migrator}"),
            Obstructed.since15(
                    "O10",
                    "SELECT count(*) FROM invoked",
                    OUTSIDE,
                    "CREATE TABLE outside.invoked (id int)",
                    "GRANT SELECT ON outside.invoked TO {migrator}",
                    AS_MIGRATOR,
                    "CREATE VIEW {schema}.invoked WITH (security_invoker = on) AS SELECT id FROM outside.invoked"),
            Obstructed.app(
                    "O10",
                    "INSERT INTO logged VALUES (1)",
                    OUTSIDE,
                    "CREATE TABLE outside.log (id int)",
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.logged (id int)",
                    "CREATE FUNCTION {schema}.logging() RETURNS trigger LANGUAGE plpgsql AS"
                            + " 'BEGIN INSERT INTO outside.log VALUES (1); RETURN NEW; END'",
                    "CREATE TRIGGER logging AFTER INSERT ON {schema}.logged FOR EACH ROW EXECUTE FUNCTION {schema}.logging()"),
            Obstructed.app(
                    "O10",
                    "INSERT INTO child VALUES (1)",
                    OUTSIDE,
                    "CREATE TABLE outside.parent (id int PRIMARY KEY)",
                    "INSERT INTO outside.parent VALUES (1)",
                    "GRANT REFERENCES ON outside.parent TO {migrator}",
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.child (id int REFERENCES outside.parent)",
                    "RESET ROLE",
                    "ALTER TABLE outside.parent OWNER TO {stranger}",
                    "REVOKE USAGE ON SCHEMA outside FROM {stranger}"),
            Obstructed.app(
                    "S08",
                    "INSERT INTO left_over (note) VALUES ('a')",
                    "CREATE TABLE public.left_over (id serial, note text)",
                    "ALTER TABLE public.left_over OWNER TO {migrator}"),
            Obstructed.migrator(
                    "O11",
                    "INSERT INTO given_up VALUES (1)",
                    AS_MIGRATOR,
                    "CREATE TABLE {schema}.given_up (id int)",
                    "REVOKE INSERT ON {schema}.given_up FROM {migrator}"),
            Obstructed.migrator(
                    "S07", "CREATE TABLE made (id int)", AS_MIGRATOR, "REVOKE ALL ON SCHEMA {schema} FROM {migrator}"),
            Obstructed.app(
                    "O12",
                    "SELECT lo_get(4711)",
                    AS_MIGRATOR,
                    "SELECT lo_create(4711)",
                    "REVOKE ALL ON LARGE OBJECT 4711 FROM {app}"),
            Obstructed.app(
                    "O12",
                    "SELECT lo_put(4712, 0, 'a')",
                    "SET SESSION AUTHORIZATION postgres",
                    "SELECT lo_create(4712)"),
            Obstructed.app(
                    "O13",
                    "SELECT lo_get(4713)",
                    "SELECT lo_create(4713)",
                    "ALTER LARGE OBJECT 4713 OWNER TO {stranger}"),
            Obstructed.app(
                    "E06",
                    "SELECT akeys('a=>1'::hstore)",
                    "REVOKE EXECUTE ON FUNCTION pg_catalog.akeys(pg_catalog.hstore) FROM PUBLIC"));

    @TestFactory
    Stream<DynamicContainer> anObstacleStopsTheUserThatLogsInUntilTheShownRemedyIsRun() {
        return Scene.majors().map(major -> dynamicContainer("PostgreSQL " + major, rows(major)));
    }

    private static Stream<DynamicTest> rows(PostgresMajor major) {
        Scene scene = Scene.on(major).with(Fault.EXTENSIONS);
        DynamicTest first = dynamicTest("the users can log in", () -> {
            scene.asBootstrap("CREATE ROLE {stranger}");
            assertThat(scene.manage().succeeded()).isTrue();
            scene.server().running().allowLogin(scene.spec().appUser());
            scene.server().running().allowLogin(scene.spec().migratorUser());
        });
        Stream<DynamicTest> rows = ALL.stream()
                .filter(row -> major.isAtLeast(row.oldest()))
                .map(row -> dynamicTest(row.toString(), () -> prove(scene, row)));
        return Stream.concat(Stream.concat(Stream.of(first), rows), Stream.of(dynamicTest("the end", scene::close)));
    }

    private static void prove(Scene scene, Obstructed row) throws Exception {
        scene.asBootstrap(row.planted().toArray(String[]::new));
        assertThatThrownBy(() -> use(scene, row)).as("the user is stopped").isInstanceOf(SQLException.class);

        List<Check> found = scene.check().checks().stream()
                .filter(check -> check.status() == Status.FAILED)
                .toList();
        assertThat(found).extracting(Check::id).contains(row.rule());
        Set<String> done = new LinkedHashSet<>();
        for (Check check : found) {
            if (done.add(check.remedy().toString())) {
                if (check.remedy().toString().equals(Scene.UPDATE)) {
                    scene.manage();
                } else {
                    scene.perform(check.remedy());
                }
            }
        }

        assertThatCode(() -> use(scene, row)).as("the user goes on").doesNotThrowAnyException();
        assertThat(scene.check().checks())
                .as("green after one round")
                .noneMatch(check -> check.status() == Status.FAILED || check.status() == Status.UNKNOWN);
    }

    private static void use(Scene scene, Obstructed row) throws SQLException {
        String user = row.user().equals("{app}")
                ? scene.spec().appUser()
                : scene.spec().migratorUser();
        try (Connection connection = scene.server().as(user, scene.spec().database());
                Statement statement = connection.createStatement()) {
            if (statement.execute(row.use())) {
                try (ResultSet rows = statement.getResultSet()) {
                    if (!rows.next()) {
                        throw new SQLException("no row is shown");
                    }
                }
            }
        }
    }
}
