package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.appdb.embedded.PostgresMajor;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each check passes on a good database, finds what is planted, and names a remedy that works. */
class MisconfigurationTest {
    /** What cannot be planted in a database: see the tests that are named. */
    private static final Set<CheckId> ELSEWHERE = EnumSet.of(
            CheckId.E04, // ExtensionTest
            CheckId.L1, // asked by the Lambda function
            CheckId.L2); // RoleChecksTest

    /** Whom a remedy names, and the SQL that this role may run. */
    private static final Pattern NAMED = Pattern.compile("As (?<who>.+?): (?<sql>.+)");

    @TestFactory
    Stream<DynamicContainer> what_is_planted_is_found_and_its_remedy_works_as_the_role_that_it_names() {
        return onEveryMajor(MisconfigurationTest::plantFindAndMend);
    }

    @TestFactory
    Stream<DynamicContainer> what_is_critical_and_planted_is_mended_by_manage_or_told_with_a_remedy_that_works() {
        return onEveryMajor(MisconfigurationTest::plantAndManage);
    }

    private static Stream<DynamicContainer> onEveryMajor(Trial trial) {
        return Scene.majors().map(major -> dynamicContainer("PostgreSQL " + major, rows(major, trial)));
    }

    private static Stream<DynamicTest> rows(PostgresMajor major, Trial trial) {
        Scene scene = Scene.on(major).with(Misconfiguration.EXTENSIONS);
        DynamicTest first = dynamicTest("everything passes on a good database", () -> {
            scene.asBootstrap("CREATE ROLE {stranger}");
            assertThat(scene.manage().succeeded()).isTrue();
            assertThat(troubles(scene.probe())).isEmpty();
        });
        Stream<DynamicTest> planted = Misconfiguration.ALL.stream()
                .filter(row -> major.isAtLeast(row.oldest()))
                .map(row -> dynamicTest(row.toString(), () -> trial.of(scene, row)));
        return Stream.concat(
                Stream.concat(Stream.of(first), planted), Stream.of(dynamicTest("nothing is left", scene::close)));
    }

    private static void plantFindAndMend(Scene scene, Misconfiguration row) throws Exception {
        String id = row.id().name();
        scene.asBootstrap(row.sql().toArray(String[]::new));
        List<Check> found = look(scene, row);
        assertThat(found)
                .filteredOn(check -> check.status() == Check.Status.FAILED)
                .extracting(Check::id)
                .contains(id);
        mendAll(scene, row, found);
    }

    private static void plantAndManage(Scene scene, Misconfiguration row) throws Exception {
        scene.asBootstrap(row.sql().toArray(String[]::new));
        ManageReport report = scene.manage();
        if (scene.check().hasCriticalFailure()) {
            assertThat(report.obstacles()).isNotEmpty();
        }
        ManageReport again = scene.manage();
        assertThat(again.changes()).isEmpty();
        assertThat(again.obstacles()).isEqualTo(report.obstacles());

        for (Obstacle obstacle : report.obstacles()) {
            runAsNamed(scene, obstacle.remedy());
        }
        assertThat(scene.manage().obstacles()).isEmpty();
        List<Check> left = look(scene, row);
        assertThat(left)
                .filteredOn(check -> check.severity() == Check.Severity.CRITICAL)
                .isEmpty();
        mendAll(scene, row, left);
    }

    private static void mendAll(Scene scene, Misconfiguration row, List<Check> first) throws Exception {
        List<Check> found = first;
        for (int round = 0; round < 4 && !found.isEmpty(); round++) {
            for (Check check : found) {
                mend(scene, check);
            }
            found = look(scene, row);
        }
        assertThat(found).isEmpty();
    }

    private static List<Check> look(Scene scene, Misconfiguration row) throws Exception {
        return troubles(row.id() == CheckId.X1 ? scene.probe() : scene.check());
    }

    private static void mend(Scene scene, Check check) throws Exception {
        if (check.remedy().equals(Scene.UPDATE)) {
            scene.manage();
        } else if (!check.remedy().isEmpty()) {
            runAsNamed(scene, check.remedy());
        }
    }

    private static void runAsNamed(Scene scene, String remedy) throws Exception {
        Matcher named = NAMED.matcher(remedy);
        assertThat(named.matches()).as("whether it says as whom: " + remedy).isTrue();
        String sql = named.group("sql");
        switch (named.group("who")) {
            case "a superuser", "its owner or a superuser" -> scene.asBootstrap(sql);
            case "the master postgres" -> scene.asMaster(sql);
            default -> scene.as(named.group("who"), sql);
        }
    }

    @FunctionalInterface
    private interface Trial {
        void of(Scene scene, Misconfiguration row) throws Exception;
    }

    private static List<Check> troubles(CheckReport report) {
        return report.checks().stream()
                .filter(check -> check.status() == Check.Status.FAILED || check.status() == Check.Status.UNKNOWN)
                .toList();
    }

    @Test
    void every_check_is_planted_here_or_tested_elsewhere() {
        Set<CheckId> planted =
                Misconfiguration.ALL.stream().map(Misconfiguration::id).collect(Collectors.toSet());
        assertThat(Arrays.stream(CheckId.values()).filter(id -> !ELSEWHERE.contains(id)))
                .allMatch(planted::contains);
    }
}
