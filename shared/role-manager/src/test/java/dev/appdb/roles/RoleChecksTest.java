package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be decided without a database; MisconfigurationTest has every check on real servers. */
class RoleChecksTest {
    private static final RoleSpec SPEC = RoleSpec.standard();

    @Test
    void what_could_not_be_looked_at_is_unknown_and_never_passed() {
        List<Check> checks = RoleChecks.of(SPEC, Snapshots.bare().snapshot(), "update");
        assertThat(ids(checks, Check.Status.UNKNOWN))
                .contains(
                        "R02", "R03", "R04", "R05", "R06", "R10", "D02", "D03", "D05", "S02", "S03", "S04", "P01",
                        "O01", "O06");
        assertThat(ids(checks, Check.Status.FAILED)).containsExactly("R01", "R01", "D04", "S01");
        assertThat(ids(checks, Check.Status.PASSED)).containsExactly("R07", "R08", "R09", "D01", "E05", "L2");
    }

    @Test
    void a_good_server_passes() {
        List<Check> checks = RoleChecks.of(SPEC, Snapshots.good().snapshot(), "update");
        assertThat(ids(checks, Check.Status.FAILED)).isEmpty();
        assertThat(ids(checks, Check.Status.UNKNOWN)).isEmpty();
        assertThat(ids(checks, Check.Status.NOT_APPLICABLE)).containsExactly("E01", "E02", "E03", "E04", "L1");
    }

    @Test
    void every_id_appears_once_or_more_whatever_the_server_is_like() {
        for (Snapshots each :
                List.of(Snapshots.bare(), Snapshots.good(), Snapshots.good().version(140000))) {
            assertThat(RoleChecks.of(SPEC.withExtensions(Map.of("vector", true)), each.snapshot(), "update"))
                    .extracting(Check::id)
                    .containsAll(Stream.of(CheckId.values())
                            .filter(id -> id != CheckId.X1)
                            .map(CheckId::name)
                            .toList());
        }
    }

    @Test
    void a_reader_is_not_the_writer() {
        assertThat(RoleChecks.of(SPEC, Snapshots.good().reader().snapshot(), "update"))
                .filteredOn(check -> check.status() == Check.Status.FAILED)
                .extracting(Check::id)
                .containsExactly("L2");
    }

    @Test
    void before_16_the_master_needs_no_admin() {
        assertThat(RoleChecks.of(SPEC, Snapshots.good().version(150000).snapshot(), "update"))
                .filteredOn(check -> check.id().equals("R10"))
                .allMatch(check -> check.status() == Check.Status.NOT_APPLICABLE);
    }

    @Test
    void only_a_critical_failure_counts_as_one() {
        Check warning = CheckId.O05.failed("user app", "it owns 1", "REASSIGN …;");
        Check critical = CheckId.D01.failed("database app", "PUBLIC has CONNECT", "update");
        assertThat(new CheckReport(List.of(warning)).hasCriticalFailure()).isFalse();
        assertThat(new CheckReport(List.of(warning, critical)).hasCriticalFailure())
                .isTrue();
        assertThat(new CheckReport(List.of(CheckId.D01.unknown("database app", "not seen", ""))).hasCriticalFailure())
                .isFalse();
    }

    @Test
    void a_failed_check_without_a_remedy_can_not_be_made() {
        assertThatThrownBy(() -> CheckId.D01.failed("database app", "PUBLIC has CONNECT", ""))
                .hasMessage("check D01 failed, so it needs a remedy");
    }

    @Test
    void reports_are_minified_json() {
        Check check = CheckId.D01.failed("database \"a\"", "PUBLIC has CONNECT", "update");
        assertThat(new CheckReport(List.of(check)).toJson())
                .isEqualTo("{\"checks\":[{\"id\":\"D01\",\"severity\":\"critical\",\"subject\":\"database \\\"a\\\"\","
                        + "\"status\":\"failed\",\"found\":\"PUBLIC has CONNECT\",\"remedy\":\"update\"}]}");
        assertThat(new RolesReport(
                                List.of("app"),
                                new TreeMap<>(Map.of("app", "rds_iam")),
                                new TreeMap<>(Map.of("app", "{migrator=UC/migrator,app=U/migrator}")))
                        .toJson())
                .isEqualTo("{\"roles\":[\"app\"],\"roles_with_groups\":{\"app\":\"rds_iam\"},"
                        + "\"schema_privileges\":{\"app\":\"{migrator=UC/migrator,app=U/migrator}\"}}");
    }

    private static List<String> ids(List<Check> checks, Check.Status status) {
        return checks.stream()
                .filter(check -> check.status() == status)
                .map(Check::id)
                .toList();
    }
}
