package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.failure.Remedy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Findings that need no database; FaultsTest has every rule on real servers. */
class RulesTest {
    private static final RoleSpec SPEC = RoleSpec.standard();

    @Test
    void whatCouldNotBeLookedAtIsUnknownAndNeverPassed() {
        List<Check> checks = checks(SPEC, Snapshots.bare().snapshot());
        assertThat(ids(checks, Check.Status.UNKNOWN))
                .contains(
                        "R02", "R03", "R04", "R05", "R06", "R10", "D02", "D03", "D05", "S02", "S03", "S04", "S05",
                        "P01", "O01", "O06");
        assertThat(ids(checks, Check.Status.FAILED)).containsExactly("R01", "R01", "D04", "S01");
        assertThat(ids(checks, Check.Status.PASSED))
                .contains("R07", "R08", "R09", "D01", "E05", "L2")
                .doesNotContainAnyElementsOf(ids(checks, Check.Status.UNKNOWN));
    }

    @Test
    void aGoodServerPasses() {
        List<Check> checks = checks(SPEC, Snapshots.good().snapshot());
        assertThat(ids(checks, Check.Status.FAILED)).isEmpty();
        assertThat(ids(checks, Check.Status.UNKNOWN)).isEmpty();
        assertThat(ids(checks, Check.Status.NOT_APPLICABLE))
                .containsExactly("O07", "P05", "E01", "E02", "E03", "E04", "L1", "L3");
    }

    @Test
    void everyIdAppearsOnceOrMoreWhateverTheServerIsLike() {
        for (Snapshots each :
                List.of(Snapshots.bare(), Snapshots.good(), Snapshots.good().version(140000))) {
            assertThat(checks(SPEC.withExtensions(Map.of("vector", true)), each.snapshot()))
                    .extracting(Check::id)
                    .containsAll(Rules.all().stream()
                            .map(Rule::id)
                            .filter(id -> !id.equals("X1"))
                            .toList());
        }
    }

    @Test
    void aReaderIsNotTheWriter() {
        assertThat(checks(SPEC, Snapshots.good().reader().snapshot()))
                .filteredOn(check -> check.status() == Check.Status.FAILED)
                .extracting(Check::id)
                .containsExactly("L2");
    }

    @Test
    void before16TheMasterNeedsNoAdmin() {
        assertThat(checks(SPEC, Snapshots.good().version(150000).snapshot()))
                .filteredOn(check -> check.id().equals("R10"))
                .allMatch(check -> check.status() == Check.Status.NOT_APPLICABLE);
    }

    @Test
    void onlyACriticalFailureCountsAsOne() {
        Check warning = failed("O05", Check.Severity.WARNING, "REASSIGN …;");
        Check critical = failed("D01", Check.Severity.CRITICAL, "update");
        assertThat(new CheckReport(List.of(warning)).hasCriticalFailure()).isFalse();
        assertThat(new CheckReport(List.of(warning, critical)).hasCriticalFailure())
                .isTrue();
        assertThat(new CheckReport(List.of(new Check(
                                "D01", Check.Severity.CRITICAL, "database app", Check.Status.UNKNOWN, "not seen", "")))
                        .hasCriticalFailure())
                .isFalse();
    }

    @Test
    void aFailedCheckWithoutARemedyCanNotBeMade() {
        assertThatThrownBy(() -> failed("D01", Check.Severity.CRITICAL, ""))
                .hasMessage("check D01 failed, so it needs a remedy");
    }

    @Test
    void reportsAreMinifiedJson() {
        Check check = new Check(
                "D01", Check.Severity.CRITICAL, "database \"a\"", Check.Status.FAILED, "PUBLIC has CONNECT", "update");
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

    @Test
    void everyRuleHasAnIdOfItsOwnATitleAndARepairInWords() {
        assertThat(Rules.all())
                .extracting(Rule::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[A-Z]\\d{1,2}"));
        assertThat(Rules.all())
                .allSatisfy(rule -> assertThat(rule.title()).matches("[A-Z].*[^.]"))
                .allSatisfy(rule -> assertThat(rule.repair().how()).isNotBlank());
    }

    /** Privileges of PUBLIC's are not the app's: they go with PUBLIC's. */
    @Test
    void aPrivilegeThatTheAppHasThroughPublicAloneIsMissing() {
        assertThat(failed(Snapshots.good().without("app", "USAGE").schemaGrant("app", "", "USAGE")))
                .containsExactly("S03", "S05");
    }

    /** On a server without rds_iam a master that keeps its users' rights is wrong, too. */
    @Test
    void aMasterWithTheRightsOfAUserIsFoundWithoutRdsIam() {
        assertThat(failed(Snapshots.good().withoutRole("rds_iam").member("postgres", "app", "postgres")))
                .containsExactly("R07");
    }

    @Test
    void ofManyWhoMayActAsAUserTheFirstFiveAreNamed() {
        Snapshots many = Snapshots.good().member("r1", "app");
        for (int i = 2; i < 10; i++) {
            many.login("r" + i).member("r" + i, "r1");
        }
        assertThat(checks(SPEC, many.login("r1").snapshot()))
                .filteredOn(check -> check.status() == Check.Status.FAILED)
                .extracting(Check::id, Check::found)
                .containsExactly(tuple("R15", "r2, r3, r4, r5, r6 and 4 more may act as it"));
    }

    @Test
    void aPersonWithTemporaryAccessIsAcceptedAndWhoeverGetsInThroughThatIsNot() {
        Snapshots access = Snapshots.good().temporaryAccess("jo", "app").member("jo", "app");
        assertThat(failed(access)).isEmpty();
        assertThat(checks(
                        SPEC, access.login("stranger").member("stranger", "jo").snapshot()))
                .filteredOn(check -> check.status() == Check.Status.FAILED)
                .extracting(Check::id, Check::found)
                .containsExactly(tuple("R15", "stranger may act as it"));
    }

    private static List<String> failed(Snapshots snapshots) {
        return ids(checks(SPEC, snapshots.snapshot()), Check.Status.FAILED);
    }

    private static Check failed(String id, Check.Severity severity, String remedy) {
        return new Check(id, severity, "database app", Check.Status.FAILED, "PUBLIC has CONNECT", remedy);
    }

    private static List<Check> checks(RoleSpec spec, CatalogSnapshot now) {
        return Rules.checks(Situation.of(spec, now), Rules.observe(Situation.of(spec, now)), Remedy.of("update"));
    }

    private static List<String> ids(List<Check> checks, Check.Status status) {
        return checks.stream()
                .filter(check -> check.status() == status)
                .map(Check::id)
                .toList();
    }

    @Test
    void everyRuleThatSomebodyCanBreakInTheDatabaseIsBrokenByAFault() {
        Set<String> broken = Fault.ALL.stream()
                .flatMap(fault -> fault.ruleIds().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(Rules.all())
                .filteredOn(rule -> rule.evidence() == Evidence.CATALOGS || rule.evidence() == Evidence.PROBE)
                .extracting(Rule::id)
                .allMatch(broken::contains);
    }

    @Test
    void everyMajorHasAClassThatPlantsTheFaultsOnIt() throws Exception {
        for (PostgresMajor major : PostgresMajor.supported()) {
            assertThat(Class.forName("dev.appdb.roles.FaultsOn" + major.number() + "Test"))
                    .isAssignableTo(FaultsTest.class);
        }
    }
}
