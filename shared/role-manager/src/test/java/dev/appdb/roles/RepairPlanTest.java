package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.roles.CatalogSnapshot.Role;
import dev.appdb.roles.Repair.Statement;
import dev.appdb.roles.Situation.MigratorAccess;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The repairs of update, decided without a database. */
class RepairPlanTest {
    private static final RoleSpec SPEC = RoleSpec.standard();

    @Test
    void aBareServerNeedsEverythingInAnOrderThatWorks() {
        CatalogSnapshot bare =
                Snapshots.bare().grant("", "CONNECT").grant("", "TEMPORARY").snapshot();
        assertThat(Situation.of(SPEC, bare).access()).isEqualTo(MigratorAccess.BORROWED);
        assertThat(manual(bare)).isEmpty();
        assertThat(statements(bare))
                .containsExactly(
                        "CREATE ROLE app LOGIN",
                        "CREATE ROLE migrator LOGIN",
                        "GRANT rds_iam TO app",
                        "GRANT rds_iam TO migrator",
                        "REVOKE ALL ON DATABASE app FROM PUBLIC",
                        "GRANT CONNECT ON DATABASE app TO app, migrator",
                        "ALTER DATABASE app SET search_path TO app",
                        "CREATE SCHEMA app AUTHORIZATION migrator",
                        "GRANT USAGE ON SCHEMA app TO app",
                        "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT ALL ON TABLES TO app",
                        "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT ALL ON SEQUENCES TO app",
                        "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT ALL ON ROUTINES TO app");
    }

    @Test
    void aGoodServerNeedsNothing() {
        CatalogSnapshot good = Snapshots.good().snapshot();
        assertThat(statements(good)).isEmpty();
        assertThat(RepairPlan.of(SPEC, good).changesRoles()).isFalse();
    }

    @Test
    void objectsWithoutAGrantMakeItNeededAndAreGrantedTogether() {
        CatalogSnapshot now = Snapshots.good()
                .finding("ungranted table", 501, "app.t0")
                .finding("grantable by the migrator: table", 501, "app.t0")
                .snapshot();
        assertThat(RepairPlan.of(SPEC, now).changesRoles()).isTrue();
        List<Ungranted> tables = IntStream.range(0, 501)
                .mapToObj(i -> new Ungranted(
                        new Repair.ObjectGrants(
                                "app", ObjectType.TABLES, true, new ObjectRights(ObjectRights.Extent.ALL, "app")),
                        "app.t" + i))
                .toList();
        assertThat(RepairPlan.of(SPEC, now).statements(tables))
                .extracting(Statement::done)
                .containsExactly(
                        "granted app ALL on 500 existing tables: app.t0, app.t1, app.t2, app.t3, app.t4 and 495 more",
                        "granted app ALL on 1 existing table: app.t500");
    }

    @Test
    void aMasterWithoutAdminLeavesTheMigratorsPartToItFrom16On() {
        Snapshots lost = Snapshots.good().withoutAdminOn("migrator");
        assertThat(Situation.of(SPEC, lost.snapshot()).access()).isEqualTo(MigratorAccess.OWN_LOGIN);
        assertThat(Situation.of(SPEC, lost.version(150000).snapshot()).access()).isEqualTo(MigratorAccess.BORROWED);
    }

    @Test
    void aLastingMembershipOfTheMasterIsTakenBackWhereItMayBe() {
        Snapshots member = Snapshots.good().member("postgres", "migrator");
        assertThat(manual(member.snapshot()))
                .containsExactly("As a superuser: REVOKE migrator FROM postgres GRANTED BY rdsadmin;");
        assertThat(statements(member.version(150000).snapshot())).contains("REVOKE migrator FROM postgres");
    }

    @Test
    void aReplicationUserIsBeyondAMasterThatIsNoSuperuser() {
        CatalogSnapshot now = Snapshots.good()
                .role(new Role("app", false, false, false, false, true, false, false, -1, false, null))
                .version(150000)
                .snapshot();
        assertThat(manual(now))
                .contains("As a superuser: ALTER ROLE app LOGIN;", "As a superuser: ALTER ROLE app NOREPLICATION;");
    }

    private static List<String> statements(CatalogSnapshot now) {
        return RepairPlan.of(SPEC, now).statements(List.of()).stream()
                .map(Statement::sql)
                .toList();
    }

    private static List<String> manual(CatalogSnapshot now) {
        return new LeftToPeople(Situation.of(SPEC, now), UpdateMode.FULL, false, List.of())
                .actions().stream()
                        .map(action -> action.remedy().toString())
                        .filter(remedy -> remedy.startsWith("As a superuser: ") || remedy.startsWith("As the master"))
                        .toList();
    }
}
