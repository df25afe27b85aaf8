package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.roles.CatalogSnapshot.Role;
import dev.appdb.roles.RoleDiff.MigratorAccess;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoleDiffTest {
    private static final RoleSpec SPEC = RoleSpec.standard();

    @Test
    void a_bare_server_needs_everything_in_an_order_that_works() {
        RoleDiff diff = RoleDiff.between(
                SPEC,
                Snapshots.bare().grant("", "CONNECT").grant("", "TEMPORARY").snapshot(),
                List.of());
        assertThat(diff.access()).isEqualTo(MigratorAccess.BORROWED);
        assertThat(diff.obstacles()).isEmpty();
        assertThat(diff.changes())
                .extracting(Change::sql)
                .containsExactly(
                        "CREATE ROLE migrator LOGIN",
                        "GRANT rds_iam TO migrator",
                        "CREATE ROLE app LOGIN",
                        "GRANT rds_iam TO app",
                        "GRANT CONNECT ON DATABASE app TO migrator, app",
                        "REVOKE ALL ON DATABASE app FROM PUBLIC",
                        "ALTER DATABASE app SET search_path TO app",
                        "CREATE SCHEMA app AUTHORIZATION migrator",
                        "GRANT USAGE ON SCHEMA app TO app",
                        "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT ALL ON TABLES TO app",
                        "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT ALL ON SEQUENCES TO app",
                        "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT ALL ON ROUTINES TO app");
    }

    @Test
    void a_good_server_needs_nothing() {
        CatalogSnapshot good = Snapshots.good().snapshot();
        assertThat(RoleDiff.between(SPEC, good, List.of()).changes()).isEmpty();
        assertThat(RoleDiff.isNeeded(SPEC, good)).isFalse();
    }

    @Test
    void objects_without_a_grant_make_it_needed_and_are_granted_together() {
        CatalogSnapshot now =
                Snapshots.good().finding("grantable", 501, "app.t0").snapshot();
        assertThat(RoleDiff.isNeeded(SPEC, now)).isTrue();
        List<Ungranted> tables = IntStream.range(0, 501)
                .mapToObj(i -> new Ungranted(ObjectType.TABLES, "app.t" + i, true))
                .toList();
        assertThat(RoleDiff.between(SPEC, now, tables).changes())
                .extracting(Change::done)
                .containsExactly(
                        "granted app all on 500 existing tables: app.t0, app.t1, app.t2, app.t3, app.t4 and 495 more",
                        "granted app all on 1 existing table: app.t500");
    }

    @Test
    void a_master_without_admin_leaves_the_migrators_part_to_it_from_16_on() {
        Snapshots lost = Snapshots.good().withoutAdminOn("migrator");
        assertThat(RoleDiff.between(SPEC, lost.snapshot(), List.of()).access()).isEqualTo(MigratorAccess.OWN_LOGIN);
        assertThat(RoleDiff.between(SPEC, lost.version(150000).snapshot(), List.of())
                        .access())
                .isEqualTo(MigratorAccess.BORROWED);
    }

    @Test
    void a_lasting_membership_of_the_master_is_taken_back_where_it_may_be() {
        Snapshots member = Snapshots.good().member("postgres", "migrator");
        assertThat(RoleDiff.between(SPEC, member.snapshot(), List.of()).obstacles())
                .extracting(Obstacle::remedy)
                .containsExactly("As a superuser: REVOKE migrator FROM postgres GRANTED BY rdsadmin;");
        assertThat(RoleDiff.between(SPEC, member.version(150000).snapshot(), List.of())
                        .changes())
                .extracting(Change::sql)
                .contains("REVOKE migrator FROM postgres");
    }

    @Test
    void a_replication_user_is_beyond_a_master_that_is_no_superuser() {
        CatalogSnapshot now = Snapshots.good()
                .role(new Role("app", false, false, false, false, true, false, false, -1, false, null))
                .version(150000)
                .snapshot();
        RoleDiff diff = RoleDiff.between(SPEC, now, List.of());
        assertThat(diff.obstacles())
                .extracting(Obstacle::remedy)
                .contains("As a superuser: ALTER ROLE app LOGIN NOREPLICATION;");
    }
}
