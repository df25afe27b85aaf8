package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import dev.appdb.roles.CatalogSnapshot.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Memberships that update takes back, and those that it only reports. */
class MembershipRepairsTest {

    @Test
    void theAppIsTakenOutOfTheMigratorWhereTheMasterPutItThere() {
        assertThat(changes(Snapshots.good().member("app", "migrator", "postgres")))
                .containsExactly("REVOKE migrator FROM app GRANTED BY postgres");
    }

    @Test
    void before16TheMasterMayRevokeWhatAnotherGrantedToItsUsers() {
        assertThat(changes(Snapshots.good().member("app", "migrator").version(150000)))
                .containsExactly("REVOKE migrator FROM app");
        assertThat(changes(Snapshots.good().member("app", "rds_superuser").version(150000)))
                .containsExactly("REVOKE rds_superuser FROM app");
    }

    @Test
    void from16OnWhatAnotherGrantedIsAnManualActionWithTheStatement() {
        assertThat(remedies(Snapshots.good().member("app", "migrator")))
                .containsExactly("As a superuser: REVOKE migrator FROM app GRANTED BY rdsadmin;");
        assertThat(remedies(Snapshots.good().member("migrator", "rds_superuser")))
                .containsExactly("As a superuser: REVOKE rds_superuser FROM migrator GRANTED BY rdsadmin;");
    }

    @Test
    void aStrangerIsTakenOutOfTheMigratorOnlyByTheMasterThatPutItThere() {
        assertThat(changes(withStranger().member("stranger", "migrator", "postgres")))
                .containsExactly("REVOKE migrator FROM stranger GRANTED BY postgres");
        Snapshots granted = withStranger().member("stranger", "migrator").version(150000);
        assertThat(changes(granted)).isEmpty();
        assertThat(shown(granted)).containsExactly("As the master postgres: REVOKE migrator FROM stranger;");
    }

    @Test
    void aStrangerInRdsSuperuserIsNeverTakenOutOfIt() {
        Snapshots colleague =
                withStranger().member("stranger", "rds_superuser", "postgres").version(150000);
        assertThat(changes(colleague)).isEmpty();
        assertThat(actions(colleague)).as("a colleague fails no update").isEmpty();
        assertThat(shown(colleague)).containsExactly("As the master postgres: REVOKE rds_superuser FROM stranger;");
    }

    @Test
    void whereAUserIsInRdsSuperuserThroughAStrangerTheStrangersMembershipIsReported() {
        assertThat(shown(withStranger().member("stranger", "rds_superuser").member("app", "stranger", "postgres")))
                .contains("As a superuser: REVOKE rds_superuser FROM stranger GRANTED BY rdsadmin;");
    }

    @Test
    void aMasterThatSomebodyPutIntoRdsIamMayBeMeantToLogInSo() {
        Snapshots master = Snapshots.good().member("postgres", "rds_iam").version(150000);
        assertThat(changes(master)).isEmpty();
        assertThat(remedies(master)).containsExactly("As the master postgres: REVOKE rds_iam FROM postgres;");
    }

    @Test
    void aMembershipThatBreaksTwoChecksIsReportedOnce() {
        Snapshots twice = Snapshots.good().member("postgres", "migrator");
        assertThat(actions(twice)).hasSize(1);
        assertThat(Rules.checks(
                        Situation.of(RoleSpec.standard(), twice.snapshot()),
                        Rules.observe(Situation.of(RoleSpec.standard(), twice.snapshot())),
                        Remedy.of("update")))
                .filteredOn(check -> check.status() == Check.Status.FAILED)
                .extracting(Check::id)
                .containsExactly("R06", "R07");
    }

    @Test
    void adminGoesWithTheMembershipSinceWhoHasItCouldGrantItselfTheRest() {
        Snapshots administrator = withStranger().administrator("stranger", "migrator", "postgres");
        assertThat(changes(administrator)).containsExactly("REVOKE migrator FROM stranger GRANTED BY postgres");
        assertThat(changes(administrator.member("colleague", "migrator", "stranger")))
                .containsExactly("REVOKE migrator FROM stranger GRANTED BY postgres CASCADE");
    }

    private static Snapshots withStranger() {
        return Snapshots.good()
                .role(new Role("stranger", false, false, false, false, false, false, true, -1, false, null));
    }

    private static List<String> changes(Snapshots snapshots) {
        return RepairPlan.of(RoleSpec.standard(), snapshots.snapshot()).statements(List.of()).stream()
                .map(Repair.Statement::sql)
                .toList();
    }

    private static List<String> remedies(Snapshots snapshots) {
        return actions(snapshots).stream()
                .map(action -> action.remedy().toString())
                .toList();
    }

    /** The remedies that the check shows, each once. */
    private static List<String> shown(Snapshots snapshots) {
        Situation situation = Situation.of(RoleSpec.standard(), snapshots.snapshot());
        return Rules.checks(situation, Rules.observe(situation), Remedy.of("update")).stream()
                .filter(check -> check.status() == Check.Status.FAILED)
                .map(check -> check.remedy().toString())
                .distinct()
                .toList();
    }

    private static List<Failure> actions(Snapshots snapshots) {
        return new LeftToPeople(
                        Situation.of(RoleSpec.standard(), snapshots.snapshot()), UpdateMode.FULL, false, List.of())
                .actions();
    }
}
