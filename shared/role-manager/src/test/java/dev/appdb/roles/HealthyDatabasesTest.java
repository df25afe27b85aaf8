package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.roles.Check.Status;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Databases in which nothing is wrong and nobody has declared anything: not one finding, on any major. */
class HealthyDatabasesTest {
    /** The next case is a line here. Lines that begin with a role's place and a colon run as that role. */
    private enum Healthy {
        EMPTY,
        EVERY_KIND_OF_OBJECT(
                "{migrator}: CREATE TYPE mood AS ENUM ('good', 'bad')",
                "{migrator}: CREATE TYPE pair AS (a int, b text)",
                "{migrator}: CREATE TYPE span AS RANGE (subtype = numeric)",
                "{migrator}: CREATE DOMAIN positive AS int CHECK (value > 0)",
                "{migrator}: CREATE SEQUENCE ticket",
                "{migrator}: CREATE TABLE kind (id positive PRIMARY KEY, name text UNIQUE, m mood DEFAULT 'good')",
                "{migrator}: CREATE TABLE thing (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, number bigserial,"
                        + " kind positive REFERENCES kind, twice int GENERATED ALWAYS AS (2 * 3) STORED, p pair, s span,"
                        + " ticket bigint DEFAULT nextval('ticket'))",
                "{migrator}: CREATE INDEX ON thing (lower((p).b))",
                "{migrator}: CREATE STATISTICS thing_stat ON kind, number FROM thing",
                "{migrator}: CREATE TABLE event (at date NOT NULL, what text) PARTITION BY RANGE (at)",
                "{migrator}: CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
                "{migrator}: CREATE TABLE child () INHERITS (kind)",
                "{migrator}: CREATE VIEW things AS SELECT t.id, k.name FROM thing t JOIN kind k ON k.id = t.kind",
                "{migrator}: CREATE MATERIALIZED VIEW counted AS SELECT count(*) FROM thing",
                "{migrator}: CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN NEW.name := upper(NEW.name); RETURN NEW; END $$",
                "{migrator}: CREATE TRIGGER touched BEFORE INSERT ON kind FOR EACH ROW EXECUTE FUNCTION touch()",
                "{migrator}: CREATE PROCEDURE tidy() LANGUAGE sql AS 'DELETE FROM event'",
                "{migrator}: CREATE FUNCTION counted_by_owner() RETURNS bigint LANGUAGE sql SECURITY DEFINER"
                        + " SET search_path = {schema}, pg_temp AS 'SELECT count(*) FROM thing'",
                "{migrator}: CREATE AGGREGATE together (text) (sfunc = textcat, stype = text, initcond = '')",
                "{migrator}: CREATE TEXT SEARCH CONFIGURATION words (COPY = pg_catalog.english)"),
        ROW_SECURITY_WITH_A_POLICY_FOR_THE_APP(
                "{migrator}: CREATE TABLE tenant_row (tenant text, value text)",
                "{migrator}: ALTER TABLE tenant_row ENABLE ROW LEVEL SECURITY",
                "{migrator}: CREATE POLICY own ON tenant_row USING (tenant = current_setting('app.tenant', true))"),
        SETTINGS_THAT_HARM_NOBODY(
                "ALTER ROLE {app} SET statement_timeout TO '30s'",
                "ALTER ROLE {migrator} IN DATABASE {db} SET lock_timeout TO '5s'",
                "ALTER DATABASE {db} SET work_mem TO '8MB'",
                "ALTER ROLE {app} IN DATABASE {db} SET idle_in_transaction_session_timeout TO '60s'",
                "ALTER ROLE {app} CONNECTION LIMIT 50"),
        A_COLLEAGUE_WITHOUT_RIGHTS("CREATE ROLE {stranger} LOGIN"),
        A_MONITORING_USER("CREATE ROLE {stranger} LOGIN", "GRANT pg_monitor TO {stranger}"),
        LARGE_OBJECTS_OF_THE_APP("{app}: SELECT lo_create(0)"),
        COMMENTS_AND_STATISTICS(
                "{migrator}: CREATE TABLE noted (id int)",
                "{migrator}: COMMENT ON TABLE noted IS 'GRANT ALL ON noted TO PUBLIC'",
                "{migrator}: ANALYZE noted");

        private final List<String> sql;

        Healthy(String... sql) {
            this.sql = List.of(sql);
        }
    }

    static Stream<Arguments> healthyOnEveryMajor() {
        return Scene.majors().flatMap(major -> Stream.of(Healthy.values()).map(healthy -> arguments(major, healthy)));
    }

    @ParameterizedTest
    @MethodSource("healthyOnEveryMajor")
    void nothingIsFoundWhereNothingIsWrong(PostgresMajor major, Healthy healthy) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.manage();
            scene.runs(healthy.sql);

            assertNothingIsFound(scene);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.appdb.roles.Scene#majors")
    void othersSessionsAndManyRolesOfAServerAreNoFindings(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major);
                Scene neighbor = Scene.on(major);
                Connection session = scene.server().asBootstrap(scene.spec().database());
                Statement statement = session.createStatement()) {
            scene.manage();
            neighbor.manage();
            statement.execute("CREATE TEMPORARY TABLE scratch (id int)");
            scene.asBootstrap(
                    "CREATE ROLE {stranger}",
                    "DO $$ BEGIN FOR i IN 1..300 LOOP"
                            + " EXECUTE format('CREATE ROLE {stranger}_%s LOGIN', i);"
                            + " EXECUTE format('GRANT {stranger} TO {stranger}_%s', i); END LOOP; END $$");
            try {
                assertNothingIsFound(scene);
                assertNothingIsFound(neighbor);
            } finally {
                scene.asBootstrap("DO $$ BEGIN FOR i IN 1..300 LOOP"
                        + " EXECUTE format('DROP ROLE {stranger}_%s', i); END LOOP; END $$");
            }
        }
    }

    private static void assertNothingIsFound(Scene scene) throws Exception {
        assertThat(scene.probe().checks())
                .filteredOn(check -> check.status() == Status.FAILED || check.status() == Status.UNKNOWN)
                .isEmpty();
        assertThat(scene.plan().isEmpty()).as("%s", scene.plan()).isTrue();
    }
}
