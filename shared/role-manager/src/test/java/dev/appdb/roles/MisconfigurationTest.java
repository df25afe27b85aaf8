package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.appdb.embedded.PostgresMajor;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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

    @TestFactory
    Stream<DynamicContainer> what_is_planted_is_found_and_its_remedy_works() {
        return Scene.majors().map(major -> dynamicContainer("PostgreSQL " + major, rows(major)));
    }

    private static Stream<DynamicTest> rows(PostgresMajor major) {
        Scene scene = Scene.on(major).with(Misconfiguration.EXTENSIONS);
        DynamicTest first = dynamicTest("everything passes on a good database", () -> {
            scene.asBootstrap("CREATE ROLE {stranger}");
            assertThat(scene.manage().succeeded()).isTrue();
            assertThat(troubles(scene.probe())).isEmpty();
        });
        Stream<DynamicTest> planted = Misconfiguration.ALL.stream()
                .filter(row -> major.isAtLeast(row.oldest()))
                .map(row -> dynamicTest(row.toString(), () -> plantFindAndMend(scene, row)));
        return Stream.concat(
                Stream.concat(Stream.of(first), planted), Stream.of(dynamicTest("nothing is left", scene::close)));
    }

    private static void plantFindAndMend(Scene scene, Misconfiguration row) throws Exception {
        String id = row.id().name();
        scene.asBootstrap(row.sql().toArray(String[]::new));
        boolean tried = row.id() == CheckId.X1;
        List<Check> found = troubles(tried ? scene.probe() : scene.check());
        assertThat(found)
                .filteredOn(check -> check.status() == Check.Status.FAILED)
                .extracting(Check::id)
                .contains(id);
        for (int round = 0; round < 4 && !found.isEmpty(); round++) {
            for (Check check : found) {
                mend(scene, check);
            }
            found = troubles(tried ? scene.probe() : scene.check());
        }
        assertThat(found).isEmpty();
    }

    private static void mend(Scene scene, Check check) throws Exception {
        if (check.remedy().equals(Scene.UPDATE)) {
            scene.manage();
        } else if (!check.remedy().isEmpty()) {
            scene.asBootstrap(check.remedy());
        }
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
