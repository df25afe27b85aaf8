package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.embedded.PostgresMajor;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are not shaped like RDS, and masters that lack something. */
class OtherServersTest {
    private static final String MAJORS = "dev.appdb.roles.Scene#majors";

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aPlainServerWithASuperuserForMasterDoesWithoutRdsIam(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.asBootstrap("ALTER ROLE rds_iam RENAME TO no_iam", "ALTER ROLE rds_superuser RENAME TO no_super");
            try {
                RoleManager manager = new RoleManager(
                        () -> scene.server().asBootstrap(scene.spec().database()));
                ManageReport report = manager.manage(scene.spec());
                assertThat(report.succeeded())
                        .as("postgres, which is no master here, is for the check to report")
                        .isTrue();
                assertThat(report.notices())
                        .contains("this server has no role rds_iam, so the users' membership in it was left out");
                CheckReport check = manager.check(scene.spec(), new CheckOptions(true, Scene.UPDATING));
                assertThat(check.checks())
                        .filteredOn(each -> Set.of("R04", "R07", "R09").contains(each.id()))
                        .hasSize(4)
                        .allMatch(each -> each.status() == Check.Status.NOT_APPLICABLE);
                assertThat(check.failed()).extracting(Check::id).containsExactly("R08", "D07");
                assertThat(manager.manage(scene.spec()).changedNothing()).isTrue();
            } finally {
                scene.asBootstrap("ALTER ROLE no_iam RENAME TO rds_iam", "ALTER ROLE no_super RENAME TO rds_superuser");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 18})
    void usersOfSomebodyElsesAreManagedOverTheMigratorsOwnLogin(int major) throws Exception {
        try (Scene scene = Scene.on(new PostgresMajor(major))) {
            scene.asBootstrap("CREATE ROLE {app} LOGIN", "CREATE ROLE {migrator} LOGIN");

            ManageReport without = scene.manage();
            assertThat(without.succeeded()).isFalse();
            assertThat(without.manualActions())
                    .allMatch(
                            action -> action.remedy().toString().contains("WITH ADMIN TRUE, INHERIT FALSE, SET FALSE"));

            RoleManager manager = new RoleManager(scene.loginsWithMigrator());
            ManageReport with = manager.manage(scene.spec());
            assertThat(with.manualActions()).isEmpty();
            assertThat(with.changes())
                    .contains(scene.fill("created schema app for {migrator}"))
                    .anyMatch(change -> change.startsWith("revoked CREATE on the database from migrator_"));
            assertThat(scene.check().failed()).extracting(Check::id).containsExactly("R10", "R10");
            assertThat(manager.manage(scene.spec()).changedNothing()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 18})
    void existingObjectsAloneAreGrantedOverTheMigratorsOwnLogin(int major) throws Exception {
        try (Scene scene = Scene.on(new PostgresMajor(major))) {
            scene.asBootstrap("CREATE ROLE {app} LOGIN", "CREATE ROLE {migrator} LOGIN");
            RoleManager manager = new RoleManager(scene.loginsWithMigrator());
            manager.manage(scene.spec());
            scene.as(
                    "{migrator}",
                    "CREATE TABLE note (id int)",
                    "CREATE SEQUENCE number",
                    "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                    "REVOKE ALL ON note, number FROM {app}",
                    "REVOKE ALL ON FUNCTION one() FROM {app}, PUBLIC");

            ManageReport without = scene.manage();
            assertThat(without.changedNothing()).isTrue();
            assertThat(without.manualActions())
                    .hasSize(3)
                    .allMatch(action -> action.what()
                                    .contains("s in app: " + scene.fill("{app} lacks privileges on 1 of 1"))
                            && action.remedy().toString().contains("WITH ADMIN TRUE, INHERIT FALSE, SET FALSE"));

            ManageReport with = manager.manage(scene.spec());
            assertThat(with.manualActions()).isEmpty();
            assertThat(with.changes())
                    .containsExactlyInAnyOrder(
                            scene.fill("granted {app} ALL on 1 existing table: app.note"),
                            scene.fill("granted {app} ALL on 1 existing sequence: app.number"),
                            scene.fill("granted {app} ALL on 1 existing routine: app.one()"));
            assertThat(scene.check().failed()).extracting(Check::id).containsExactly("R10", "R10");
            assertThat(manager.manage(scene.spec()).changedNothing()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 18})
    void whatTheMasterOwnsInASchemaItCannotEnterIsAnObstacle(int major) throws Exception {
        try (Scene scene = Scene.on(new PostgresMajor(major))) {
            scene.asBootstrap("CREATE ROLE {app} LOGIN", "CREATE ROLE {migrator} LOGIN");
            RoleManager manager = new RoleManager(scene.loginsWithMigrator());
            manager.manage(scene.spec());
            scene.asBootstrap(
                    "CREATE TABLE {schema}.masters (id int)", "ALTER TABLE {schema}.masters OWNER TO postgres");

            ManageReport report = manager.manage(scene.spec());
            assertThat(report.changedNothing()).isTrue();
            assertThat(report.manualActions())
                    .extracting(action -> action.remedy().toString())
                    .containsExactly(scene.fill("As a superuser: GRANT ALL ON TABLE app.masters TO {app};"));

            scene.asBootstrap("GRANT ALL ON TABLE app.masters TO {app}");
            assertThat(manager.manage(scene.spec()).manualActions()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void whatTheMasterMayNotTakeIsAnObstacle(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.manage();
            scene.asBootstrap("ALTER ROLE {app} BYPASSRLS CREATEDB", "GRANT TEMPORARY ON DATABASE {db} TO PUBLIC");
            ManageReport report = scene.manage();
            assertThat(report.changes())
                    .containsExactly(
                            scene.fill("altered user {app}: NOCREATEDB"),
                            "revoked TEMPORARY on the database from PUBLIC");
            assertThat(report.manualActions())
                    .extracting(action -> action.remedy().toString())
                    .containsExactly(scene.fill("As a superuser: ALTER ROLE {app} NOBYPASSRLS;"));
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aDatabaseOfSomebodyElsesIsAnObstacleThatListsTheStatements(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.manage();
            scene.asBootstrap(
                    "ALTER DATABASE {db} OWNER TO rdsadmin",
                    "GRANT CONNECT ON DATABASE {db} TO postgres",
                    "ALTER DATABASE {db} RESET search_path",
                    "REVOKE CONNECT ON DATABASE {db} FROM {app}");
            ManageReport report = scene.manage();
            assertThat(report.changedNothing()).isTrue();
            assertThat(report.manualActions())
                    .extracting(action -> action.remedy().toString())
                    .containsExactly(
                            scene.fill("As rdsadmin: GRANT CONNECT ON DATABASE {db} TO {app};"),
                            scene.fill("As rdsadmin: ALTER DATABASE {db} SET search_path TO app;"));
        }
    }
}
