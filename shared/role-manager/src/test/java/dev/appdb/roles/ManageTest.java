package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManageTest {
    private static final String MAJORS = "dev.appdb.roles.Scene#majors";

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aBareDatabaseBecomesAsDeclared(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            ManageReport report = scene.manage();

            assertThat(report.manualActions()).isEmpty();
            assertThat(report.succeeded()).isTrue();
            assertThat(report.changes())
                    .contains(
                            scene.fill("created user {migrator}"),
                            scene.fill("created user {app}"),
                            scene.fill("granted rds_iam to {app}"),
                            scene.fill("created schema app for {migrator}"));
            assertThat(scene.probe().checks())
                    .filteredOn(check ->
                            check.status() != Check.Status.PASSED && check.status() != Check.Status.NOT_APPLICABLE)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void theMigratorsNewObjectsAreTheAppsToUse(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.manage();
            scene.as(
                    "{migrator}",
                    "CREATE TABLE thing (id serial PRIMARY KEY, note text)",
                    "CREATE PROCEDURE noop() LANGUAGE sql AS 'SELECT 1'");
            scene.as("{app}", "INSERT INTO thing (note) VALUES ('it works')", "TRUNCATE thing", "CALL noop()");
            assertThatThrownBy(() -> scene.as("{app}", "CREATE TABLE mine (id int)"))
                    .hasMessageContaining("permission denied for schema app");
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void noMembershipOfTheMasterLasts(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.manage();
            assertThat(scene.rows("SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid"
                            + " WHERE r.rolname IN ('" + scene.spec().appUser() + "', '"
                            + scene.spec().migratorUser() + "')"
                            + (major.isAtLeast(16) ? " AND (inherit_option OR set_option)" : "")))
                    .containsExactly("0");
        }
    }

    /** Servers may be set to give a creator of roles the rights of those roles. */
    @Test
    void aServerThatGrantsNewRolesToTheirCreatorChangesNothing() throws Exception {
        try (Scene scene = Scene.on(new PostgresMajor(16))) {
            scene.asBootstrap("ALTER DATABASE {db} SET createrole_self_grant = 'set, inherit'");
            assertThat(scene.manage().manualActions()).isEmpty();
            assertThat(scene.check().failed()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aSecondRunWritesNothingAndSaysSo(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.manage();
            RecordingLogins logins = new RecordingLogins(scene.logins());
            String catalogs = tupleVersions(scene);
            ManageReport second = new RoleManager(logins).manage(scene.spec());

            assertThat(second.changedNothing()).isTrue();
            assertThat(logins.statements()).hasSize(1).first().asString().contains("READ ONLY");
            assertThat(tupleVersions(scene)).isEqualTo(catalogs);
        }
    }

    /** No run that needs a transaction number can leave it unused; autovacuum may take one in between, but not always. */
    @Test
    void aSecondRunTakesNoTransactionNumber() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT)) {
            scene.manage();
            assertThat(List.of(1, 2, 3, 4, 5)).anySatisfy(attempt -> {
                long before =
                        Long.parseLong(scene.rows("SELECT pg_current_xact_id()").get(0));
                scene.manage();
                assertThat(scene.rows("SELECT pg_current_xact_id()")).containsExactly(String.valueOf(before + 1));
            });
        }
    }

    @Test
    void twoThousandExistingTablesAreGrantedAtOnceAndThenLeftAlone() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT)) {
            scene.manage();
            scene.as(
                    "{migrator}",
                    "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} REVOKE ALL ON TABLES FROM {app}",
                    "DO $$ BEGIN FOR i IN 1..2000 LOOP EXECUTE format('CREATE TABLE t%s (id int)', i); END LOOP; END $$");

            RecordingLogins logins = new RecordingLogins(scene.logins());
            ManageReport first = new RoleManager(logins).manage(scene.spec());
            assertThat(first.changes()).anyMatch(change -> change.contains("ALL on 500 existing tables: app.t1, "));
            assertThat(logins.statements().stream().filter(sql -> sql.startsWith("GRANT ALL ON TABLE")))
                    .hasSize(4);
            assertThat(scene.rows("SELECT count(*) FROM pg_class c WHERE relnamespace = 'app'::regnamespace"
                            + " AND has_table_privilege('{app}', c.oid, 'DELETE')"))
                    .containsExactly("2000");

            String catalogs = tupleVersions(scene);
            assertThat(scene.manage().changedNothing()).isTrue();
            assertThat(tupleVersions(scene)).isEqualTo(catalogs);
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void namesMayHoldAnythingThatCanBePrinted(PostgresMajor major) throws Exception {
        String wild = "we\"ird Schämä %s 'x' \\ {fn now()} :app ; $1 ? --";
        try (Scene scene = Scene.named(major, "", wild)) {
            assertThat(scene.manage().succeeded()).isTrue();
            assertThat(scene.probe().failed()).isEmpty();
            assertThat(scene.manage().changedNothing()).isTrue();
            scene.as("{migrator}", "CREATE TABLE \"T;\"\"\" (id int)", "REVOKE ALL ON \"T;\"\"\" FROM {app}");
            assertThat(scene.check().failed()).extracting(Check::id).containsExactly("O02");
            assertThat(scene.manage().succeeded()).isTrue();
            assertThat(scene.check().failed()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aSchemaOfTheMastersBecomesTheMigrators(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.asMaster("CREATE SCHEMA {schema}", "CREATE TABLE {schema}.mine (id int)");
            ManageReport report = scene.manage();
            assertThat(report.changes())
                    .contains(scene.fill("changed the owner of schema app from postgres to {migrator}"))
                    .anyMatch(change -> change.contains("existing table: app.mine"));
            assertThat(report.notices()).anyMatch(notice -> notice.contains("table app.mine of postgres"));
            assertThat(scene.check().failed()).extracting(Check::id).containsExactly("P03", "O01");
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aSchemaOfAStrangersIsAnObstacleThatNamesTheStatement(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.asBootstrap("CREATE ROLE {stranger}", "CREATE SCHEMA {schema} AUTHORIZATION {stranger}");
            ManageReport report = scene.manage();
            assertThat(report.changes()).contains(scene.fill("created user {app}"));
            if (major.isAtLeast(16)) {
                assertThat(report.succeeded()).isFalse();
                assertThat(report.manualActions())
                        .extracting(action -> action.remedy().toString())
                        .containsExactly(scene.fill("As a superuser: ALTER SCHEMA app OWNER TO {migrator};"));
            } else { // the master may act as any role that is no superuser
                assertThat(report.manualActions()).isEmpty();
                assertThat(report.changes())
                        .contains(scene.fill("changed the owner of schema app from {stranger} to {migrator}"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aStrangersTableIsReportedAndStopsNothing(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.manage();
            scene.asBootstrap(
                    "CREATE ROLE {stranger}",
                    "CREATE TABLE {schema}.foreign_one (id int)",
                    "ALTER TABLE {schema}.foreign_one OWNER TO {stranger}",
                    "CREATE TABLE {schema}.own (id int)",
                    "ALTER TABLE {schema}.own OWNER TO {migrator}");
            ManageReport report = scene.manage();
            if (major.isAtLeast(16)) {
                assertThat(report.changes()).hasSize(1).first().asString().contains("app.own");
                assertThat(report.manualActions())
                        .extracting(Failure::problem)
                        .containsExactly(scene.fill("tables in app: {app} lacks privileges on 1 of 2: app.foreign_one:"
                                + " only their owners or a superuser may grant: app.foreign_one of {stranger}."));
            } else { // the master may act as any role that is no superuser
                assertThat(report.changes())
                        .containsExactly(
                                scene.fill("changed the owner of table app.foreign_one from {stranger} to {migrator}"),
                                scene.fill("granted {app} ALL on 2 existing tables: app.foreign_one, app.own"));
                assertThat(report.manualActions()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aGrantThatCannotBeRevokedIsReportedAndNotTakenForDone(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.manage();
            scene.asBootstrap(
                    "CREATE ROLE {stranger}",
                    "GRANT CREATE ON SCHEMA public TO {stranger} WITH GRANT OPTION",
                    "SET ROLE {stranger}",
                    "GRANT CREATE ON SCHEMA public TO {app}");
            ManageReport report = scene.manage();
            assertThat(report.changedNothing()).isTrue();
            assertThat(report.manualActions())
                    .extracting(Failure::what)
                    .containsOnly(scene.fill("schema public: {app}, {stranger} may create in it"));
            assertThat(report.manualActions())
                    .as("the stranger's own right is for the check to report")
                    .extracting(Failure::why)
                    .satisfiesExactly(why -> assertThat(why).contains("it had no effect"));
            assertThat(report.manualActions())
                    .extracting(action -> action.remedy().toString())
                    .containsExactly(
                            scene.fill("As the grantor or a superuser: REVOKE CREATE ON SCHEMA public FROM {app};"));
            assertThat(scene.check().failed())
                    .extracting(check -> check.remedy().toString())
                    .singleElement()
                    .asString()
                    .contains(scene.fill(": REVOKE CREATE ON SCHEMA public FROM {stranger};"));
        }
    }

    @Test
    void theWrongDatabaseIsRefused() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT)) {
            assertThatThrownBy(() -> scene.manager().manage(RoleSpec.standard().withDatabase("another")))
                    .isInstanceOfSatisfying(FailureException.class, e -> {
                        assertThat(e.failure().code()).isEqualTo("role-manager-3D000");
                        assertThat(e.failure().what()).isEqualTo("could not update the roles of database another");
                        assertThat(e.failure().remedy().toString()).isEqualTo("Connect to another.");
                    });
        }
    }

    @Test
    void aFailedLoginIsReportedWithItsRemedy() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT)) {
            RoleManager lost = new RoleManager(() -> scene.server().asMaster("no such database"));
            assertThatThrownBy(() -> lost.manage(scene.spec())).isInstanceOfSatisfying(FailureException.class, e -> {
                assertThat(e.failure().code()).isEqualTo("role-manager-3D000");
                assertThat(e.failure().remedy().toString())
                        .isEqualTo("Create the database first, or name another one.");
            });
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void theReportIsOfTheMissionsShape(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.asBootstrap("CREATE ROLE pgboss", "CREATE ROLE rdsreports", "GRANT rdsreports TO pgboss");
            try {
                RolesReport report = scene.manage().roles();
                assertThat(report.roles())
                        .contains(
                                "postgres", "pgboss", "rdsreports", scene.spec().appUser())
                        .doesNotContain("rdsadmin", "rds_iam", "pg_monitor");
                assertThat(report.rolesWithGroups())
                        .containsEntry("postgres", "rds_superuser")
                        .containsEntry("pgboss", "rdsreports")
                        .containsEntry(scene.spec().appUser(), "rds_iam")
                        .containsEntry("rds_superuser", "pg_monitor,pg_signal_backend,rds_password,rds_replication");
                assertThat(report.schemaPrivileges())
                        .containsEntry("app", scene.fill("{{migrator}=UC/{migrator},{app}=U/{migrator}}"))
                        .containsKey("public")
                        .hasSize(2);
                assertThat(report).isEqualTo(scene.manager().report(scene.spec()));
            } finally {
                scene.asBootstrap("DROP ROLE pgboss, rdsreports");
            }
        }
    }

    /** Place and version of each row of the catalogs: it changes whenever a row is written. */
    private static String tupleVersions(Scene scene) throws Exception {
        return scene.rows("SELECT (SELECT md5(string_agg(ctid::text || xmin::text, ',' ORDER BY oid)) FROM pg_class),"
                        + " (SELECT md5(string_agg(ctid::text || xmin::text, ',' ORDER BY oid)) FROM pg_namespace),"
                        + " (SELECT md5(string_agg(ctid::text || xmin::text, ',' ORDER BY oid)) FROM pg_authid),"
                        + " (SELECT md5(string_agg(ctid::text || xmin::text, ',' ORDER BY oid)) FROM pg_default_acl),"
                        + " (SELECT md5(string_agg(ctid::text || xmin::text, ',' ORDER BY oid)) FROM pg_database"
                        + "  WHERE datname = current_database()),"
                        + " (SELECT md5(string_agg(ctid::text || xmin::text, ',' ORDER BY ctid)) FROM pg_auth_members)")
                .get(0);
    }
}
