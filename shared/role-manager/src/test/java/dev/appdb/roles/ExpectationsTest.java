package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.appdb.embedded.PostgresMajor;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** States of servers that live: found as long as nobody has declared them, accepted with the reason once somebody has. */
class ExpectationsTest {
    private static final String WHY = "agreed with the platform team";

    /**
     * @param sql what makes it so; lines that begin with a role's place and a colon run as that role
     * @param found the rules that find it while it is not declared
     * @param schema the schema that is declared; empty for the stranger
     */
    private enum Living {
        REPLICATION_USER(
                EnumSet.of(May.REPLICATE, May.CONNECT, May.READ),
                Set.of("R08", "D06", "O04", "P04"),
                "CREATE ROLE {stranger} LOGIN REPLICATION",
                "GRANT CONNECT ON DATABASE {db} TO {stranger}",
                "{migrator}: GRANT USAGE ON SCHEMA {schema} TO {stranger}",
                "{migrator}: GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {stranger}",
                "{migrator}: ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT ON TABLES TO {stranger}"),
        ADMINISTRATOR(
                EnumSet.of(May.ADMINISTER),
                Set.of("R08", "R09", "D06"),
                "CREATE ROLE {stranger} LOGIN CREATEROLE CREATEDB",
                "GRANT rds_superuser TO {stranger}",
                "GRANT CONNECT ON DATABASE {db} TO {stranger}"),
        ADMINISTRATORS_IN_A_GROUP(
                EnumSet.of(May.ADMINISTER),
                Set.of("R09"),
                "CREATE ROLE {stranger} NOLOGIN",
                "GRANT rds_superuser TO {stranger}",
                "CREATE ROLE \"guest_{app}\" LOGIN",
                "GRANT {stranger} TO \"guest_{app}\""),
        REPORTING_USER(
                EnumSet.of(May.CONNECT, May.READ),
                Set.of("D06", "O04", "P04"),
                "CREATE ROLE {stranger} LOGIN",
                "GRANT CONNECT ON DATABASE {db} TO {stranger}",
                "{migrator}: GRANT USAGE ON SCHEMA {schema} TO {stranger}",
                "{migrator}: GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {stranger}",
                "{migrator}: GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {stranger}",
                "{migrator}: ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT ON TABLES TO {stranger}"),
        READER_OF_ALL_DATA(
                EnumSet.of(May.READ),
                Set.of("R11"),
                "CREATE ROLE {stranger} LOGIN",
                "GRANT pg_read_all_data TO {stranger}"),
        WRITER(
                EnumSet.of(May.WRITE),
                Set.of("O04"),
                "CREATE ROLE {stranger} LOGIN",
                "{migrator}: GRANT INSERT, UPDATE ON ALL TABLES IN SCHEMA {schema} TO {stranger}"),
        LOADER_WITH_TABLES_OF_ITS_OWN(
                EnumSet.of(May.CREATE),
                Set.of("S04", "O01", "P03"),
                "CREATE ROLE {stranger} LOGIN",
                "{migrator}: GRANT CREATE, USAGE ON SCHEMA {schema} TO {stranger}",
                "{stranger}: CREATE TABLE staging (id int)",
                "{stranger}: GRANT ALL ON staging TO {app}"),
        COLLEAGUE_WHO_ACTS_AS_THE_APP(
                EnumSet.of(May.ACT_AS_APP), Set.of("R15"), "CREATE ROLE {stranger} LOGIN", "GRANT {app} TO {stranger}"),
        DEPLOYER_WHO_ACTS_AS_THE_MIGRATOR(
                EnumSet.of(May.ACT_AS_MIGRATOR),
                Set.of("R06"),
                "CREATE ROLE {stranger} LOGIN",
                "GRANT {migrator} TO {stranger}"),
        SCHEMA_OF_A_VENDOR(
                EnumSet.noneOf(May.class),
                Set.of("S06", "O05"),
                "CREATE SCHEMA jobs",
                "GRANT CREATE, USAGE ON SCHEMA jobs TO {app}",
                "{app}: CREATE TABLE jobs.queue (id bigserial PRIMARY KEY)",
                "{app}: CREATE FUNCTION jobs.one() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
        SCHEMA_THAT_THE_APP_OWNS(EnumSet.noneOf(May.class), Set.of("O05"), "CREATE SCHEMA jobs AUTHORIZATION {app}"),
        APP_THAT_ONLY_CHANGES_ROWS(
                EnumSet.of(May.DML_ONLY),
                Set.of("O02", "P01"),
                "{migrator}: REVOKE TRUNCATE, REFERENCES, TRIGGER ON ALL TABLES IN SCHEMA {schema} FROM {app}",
                "{migrator}: ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} REVOKE TRUNCATE, REFERENCES ON TABLES FROM {app}");

        private final Set<May> may;
        private final Set<String> found;
        private final List<String> sql;

        Living(Set<May> may, Set<String> found, String... sql) {
            this.may = may;
            this.found = found;
            this.sql = List.of(sql);
        }

        Expectation declaration(Scene scene) {
            return may.isEmpty()
                    ? Expectation.ofSchema("jobs", WHY)
                    : Expectation.ofRole(
                            this == APP_THAT_ONLY_CHANGES_ROWS ? scene.spec().appUser() : scene.stranger(), may, WHY);
        }

        void make(Scene scene) throws Exception {
            scene.runs(sql);
        }
    }

    static Stream<Arguments> livingOnEveryMajor() {
        return Scene.majors().flatMap(major -> Stream.of(Living.values()).map(living -> arguments(major, living)));
    }

    @ParameterizedTest
    @MethodSource("livingOnEveryMajor")
    void livingServersAreAcceptedAsDeclaredAndLeftAlone(PostgresMajor major, Living living) throws Exception {
        try (Scene scene = withTables(major)) {
            living.make(scene);
            CheckReport before = scene.check();
            assertThat(ids(before)).isEqualTo(living.found);
            assertThat(before.accepted()).isEmpty();
            assertThat(before.failed())
                    .allSatisfy(check -> assertThat(check.remedy().toString())
                            .contains(living.may.contains(May.DML_ONLY) ? Scene.UPDATE : "appdb roles expect --"));

            Scene declared = scene.expecting(living.declaration(scene));
            CheckReport after = declared.check();
            assertThat(after.failed()).as("what is declared").isEmpty();
            if (!living.may.contains(May.DML_ONLY)) { // it is what is configured, and no exception
                assertThat(after.accepted())
                        .isNotEmpty()
                        .allMatch(check -> check.accepted().contains(WHY))
                        .allMatch(check -> check.status() == Check.Status.PASSED);
            }
            List<String> state = StateOfDatabase.of(declared, declared);
            ManageReport update = declared.manager().manage(declared.spec(), UpdateOptions.standard());
            assertThat(update.succeeded()).isTrue();
            assertThat(update.changedNothing()).isTrue();
            assertThat(StateOfDatabase.of(declared, declared)).isEqualTo(state);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.appdb.roles.Scene#majors")
    void whoeverActsAsAnExpectedUserIsFoundAndTheRemedyTakesOnlyThat(PostgresMajor major) throws Exception {
        try (Scene scene = withTables(major)) {
            scene.asBootstrap(
                    "CREATE ROLE {stranger} LOGIN",
                    "GRANT rds_superuser TO {stranger}",
                    "CREATE ROLE \"guest_{app}\" LOGIN",
                    "GRANT {stranger} TO \"guest_{app}\"");
            Scene declared = scene.expecting(Expectation.ofRole(scene.stranger(), EnumSet.of(May.ADMINISTER), WHY));
            CheckReport report = declared.check();
            assertThat(report.failed()).extracting(Check::id).containsExactly("R09");
            assertThat(report.failed().get(0).found()).startsWith("guest_").doesNotContain(scene.stranger());
            assertThat(report.failed().get(0).remedy().toString())
                    .contains("REVOKE " + scene.stranger() + " FROM")
                    .doesNotContain("REVOKE rds_superuser");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.appdb.roles.Scene#majors")
    void aRoleThatIsExpectedToConnectKeepsConnect(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.asBootstrap("CREATE ROLE {stranger} LOGIN");
            Scene declared = scene.expecting(Expectation.ofRole(scene.stranger(), EnumSet.of(May.CONNECT), WHY));
            declared.manager().manage(declared.spec(), UpdateOptions.standard().allowing(Set.of("PUBLIC")));
            assertThat(declared.rows("SELECT has_database_privilege('{stranger}', '{db}', 'CONNECT')"))
                    .containsExactly("t");
            assertThat(declared.check().accepted())
                    .extracting(Check::accepted)
                    .containsExactly(scene.stranger() + " keeps CONNECT (" + WHY + ")");
        }
    }

    private static Scene withTables(PostgresMajor major) throws Exception {
        Scene scene = Scene.on(major);
        scene.manage();
        scene.as("{migrator}", "CREATE TABLE note (id bigserial PRIMARY KEY, text text)");
        return scene;
    }

    private static Set<String> ids(CheckReport report) {
        return report.failed().stream().map(Check::id).collect(Collectors.toSet());
    }
}
