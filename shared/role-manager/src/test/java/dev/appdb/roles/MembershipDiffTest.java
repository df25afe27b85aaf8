package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.roles.CatalogSnapshot.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which memberships manage takes back, and which it only tells. */
class MembershipDiffTest {

    @Test
    void the_app_is_taken_out_of_the_migrator_where_the_master_put_it_there() {
        assertThat(changes(Snapshots.good().member("app", "migrator", "postgres")))
                .containsExactly("REVOKE migrator FROM app GRANTED BY postgres");
    }

    @Test
    void before_16_the_master_may_revoke_what_another_granted_to_its_users() {
        assertThat(changes(Snapshots.good().member("app", "migrator").version(150000)))
                .containsExactly("REVOKE migrator FROM app");
        assertThat(changes(Snapshots.good().member("app", "rds_superuser").version(150000)))
                .containsExactly("REVOKE rds_superuser FROM app");
    }

    @Test
    void from_16_on_what_another_granted_is_an_obstacle_with_the_statement() {
        assertThat(remedies(Snapshots.good().member("app", "migrator")))
                .containsExactly("As a superuser: REVOKE migrator FROM app GRANTED BY rdsadmin;");
        assertThat(remedies(Snapshots.good().member("migrator", "rds_superuser")))
                .containsExactly("As a superuser: REVOKE rds_superuser FROM migrator GRANTED BY rdsadmin;");
    }

    @Test
    void a_stranger_is_taken_out_of_the_migrator_only_by_the_master_that_put_it_there() {
        assertThat(changes(withStranger().member("stranger", "migrator", "postgres")))
                .containsExactly("REVOKE migrator FROM stranger GRANTED BY postgres");
        Snapshots granted = withStranger().member("stranger", "migrator").version(150000);
        assertThat(changes(granted)).isEmpty();
        assertThat(remedies(granted)).containsExactly("As the master postgres: REVOKE migrator FROM stranger;");
    }

    @Test
    void a_stranger_in_rds_superuser_is_never_taken_out_of_it() {
        Snapshots colleague =
                withStranger().member("stranger", "rds_superuser", "postgres").version(150000);
        assertThat(changes(colleague)).isEmpty();
        assertThat(obstacles(colleague))
                .extracting(Obstacle::toString)
                .containsExactly(
                        "stranger is a member of rds_superuser, so it may act as rds_superuser: it was granted by"
                                + " postgres, and somebody may have meant it. As the master postgres: REVOKE rds_superuser FROM"
                                + " stranger;");
    }

    @Test
    void where_a_user_is_in_rds_superuser_through_a_stranger_the_strangers_membership_is_told() {
        assertThat(remedies(withStranger().member("stranger", "rds_superuser").member("app", "stranger", "postgres")))
                .containsExactly("As a superuser: REVOKE rds_superuser FROM stranger GRANTED BY rdsadmin;");
    }

    @Test
    void a_master_that_somebody_put_into_rds_iam_may_be_meant_to_log_in_so() {
        Snapshots master = Snapshots.good().member("postgres", "rds_iam").version(150000);
        assertThat(changes(master)).isEmpty();
        assertThat(remedies(master)).containsExactly("As the master postgres: REVOKE rds_iam FROM postgres;");
    }

    @Test
    void a_membership_that_breaks_two_checks_is_told_once() {
        RoleDiff diff = diff(Snapshots.good().member("postgres", "migrator"));
        assertThat(diff.obstacles()).hasSize(1);
        assertThat(diff.told()).containsExactlyInAnyOrder(CheckId.R06, CheckId.R07);
    }

    @Test
    void whoever_may_administer_the_migrator_keeps_that() {
        Snapshots administrator = withStranger().administrator("stranger", "migrator", "postgres");
        assertThat(changes(administrator))
                .containsExactly("REVOKE INHERIT OPTION FOR migrator FROM stranger GRANTED BY postgres;"
                        + " REVOKE SET OPTION FOR migrator FROM stranger GRANTED BY postgres");
    }

    private static Snapshots withStranger() {
        return Snapshots.good()
                .role(new Role("stranger", false, false, false, false, false, false, true, -1, false, null));
    }

    private static List<String> changes(Snapshots snapshots) {
        return diff(snapshots).changes().stream().map(Change::sql).toList();
    }

    private static List<String> remedies(Snapshots snapshots) {
        return obstacles(snapshots).stream().map(Obstacle::remedy).toList();
    }

    private static List<Obstacle> obstacles(Snapshots snapshots) {
        return diff(snapshots).obstacles();
    }

    private static RoleDiff diff(Snapshots snapshots) {
        return RoleDiff.between(RoleSpec.standard(), snapshots.snapshot(), List.of());
    }
}
