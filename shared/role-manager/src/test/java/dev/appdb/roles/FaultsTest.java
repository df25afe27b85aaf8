package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Check.Status;
import dev.appdb.roles.RepairSummary.Repairer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every rule holds for a good database, finds what is planted, and what it says of the repair is so. A class for each major,
 * so that two of them run side by side.
 */
abstract class FaultsTest {
    /** Whom a remedy names, and the SQL that this role may run. */
    private static final Pattern NAMED = Pattern.compile(
            "As (?<who>.+?): (?<sql>.+?)( Or, if it is meant, declare it as expected: `appdb roles expect .+`)?");

    /** {@code -Dappdb.fault='O1.*'} plants only the faults whose rules match. */
    private static final String ONLY = System.getProperty("appdb.fault", ".*");

    private final PostgresMajor major;

    FaultsTest(int major) {
        this.major = new PostgresMajor(major);
    }

    @TestFactory
    Stream<DynamicTest> aPlantedFaultIsFoundAndItsRemedyWorksAsTheRoleThatItNames() {
        return rows(major, (scene, fault, repairs) -> repairAll(scene, fault, plant(scene, fault)));
    }

    @TestFactory
    Stream<DynamicTest> updateRepairsWhatTheCheckCallsRepairableAndReportsTheRestWithARemedyThatWorks() {
        return rows(major, FaultsTest::plantAndManage);
    }

    private static Stream<DynamicTest> rows(PostgresMajor major, Trial trial) {
        GoodDatabase database = new GoodDatabase(major);
        Map<String, Set<Repairer>> repairs = new TreeMap<>();
        DynamicTest first = dynamicTest("everything passes on a good database", database::make);
        Stream<DynamicTest> planted = Fault.ALL.stream()
                .filter(fault -> fault.rules().matches(ONLY))
                .filter(fault -> major.isAtLeast(fault.oldest()))
                .map(fault -> dynamicTest(fault.toString(), () -> {
                    boolean isLeftGood = false;
                    try {
                        trial.of(database.scene, fault, repairs);
                        isLeftGood = true;
                    } finally {
                        if (!isLeftGood) {
                            database.renew();
                        }
                    }
                }));
        DynamicTest last = dynamicTest("each rule was repaired by whom it says", () -> {
            database.scene.close();
            assertThat(repairs)
                    .allSatisfy((id, repairers) -> assertRepairedAsListed(id, repairers, !major.isAtLeast(16)));
        });
        return Stream.concat(Stream.concat(Stream.of(first), planted), Stream.of(last));
    }

    /** A database in which everything passes; what one row leaves behind is not to fail the rows after it. */
    private static final class GoodDatabase {
        private final PostgresMajor major;
        private Scene scene;

        GoodDatabase(PostgresMajor major) {
            this.major = major;
            this.scene = open(major);
        }

        private static Scene open(PostgresMajor major) {
            return Scene.on(major).with(Fault.EXTENSIONS).withSecondSchemaAndReader();
        }

        void make() throws Exception {
            scene.asBootstrap("CREATE ROLE {stranger}");
            assertThat(scene.manage().succeeded()).isTrue();
            assertThat(troubles(scene.probe())).isEmpty();
        }

        void renew() throws Exception {
            scene.close();
            scene = open(major);
            make();
        }
    }

    /** From 16 on the master may no longer revoke what another has granted. */
    private static void assertRepairedAsListed(String id, Set<Repairer> repairers, boolean mayRevokeAll) {
        Rule rule = Rules.all().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(repairers)
                .as(rule.toString())
                .allMatch(repairer -> rule.repair().repairer() == Repairer.UPDATE || repairer == Repairer.PERSON);
        if (rule.repair().repairer() == Repairer.UPDATE && mayRevokeAll) {
            assertThat(repairers).as(rule.toString()).contains(Repairer.UPDATE);
        }
    }

    /** Returns what the check finds of it. */
    private static List<Check> plant(Scene scene, Fault fault) throws Exception {
        scene.asBootstrap(fault.sql().toArray(String[]::new));
        List<Check> found = look(scene, fault);
        List<String> ids = failed(found).stream().map(Check::id).toList();
        assertThat(ids).contains(fault.rule()).isSubsetOf(fault.ruleIds());
        return found;
    }

    private static void plantAndManage(Scene scene, Fault fault, Map<String, Set<Repairer>> repairs) throws Exception {
        List<Check> found = failed(plant(scene, fault));
        ManageReport report = PlannedUpdate.plannedThenRun(scene);
        List<Check> seen = look(scene, fault);
        List<Check> left = failed(seen);

        found.stream()
                .filter(check -> !left.stream().map(Check::id).toList().contains(check.id()))
                .forEach(check -> repairs.computeIfAbsent(check.id(), id -> new TreeSet<>())
                        .add(isRepairable(check) ? Repairer.UPDATE : Repairer.PERSON));
        Set<String> refused = report.extensions().stream()
                .filter(each -> each.result() == ExtensionOutcome.Result.REFUSED)
                .map(each -> "extension " + each.name())
                .collect(Collectors.toSet());
        assertThat(left)
                .as("what the check calls repairable is repaired, or the server's refusal is reported")
                .allMatch(check -> !isRepairable(check) || refused.contains(check.subject()));
        assertThat(left)
                .filteredOn(check -> check.severity() == Severity.CRITICAL && isManaged(check))
                .allSatisfy(check -> assertThat(stated(report))
                        .as(check.toString())
                        .anyMatch(remedy -> refused.contains(check.subject())
                                || check.remedy().toString().contains(sqlOf(remedy))));
        assertNothingIsDoneTwice(scene, report);

        List<Check> after = report.manualActions().isEmpty() ? seen : afterActions(scene, fault, report);
        assertThat(after)
                .filteredOn(check -> check.severity() == Severity.CRITICAL && isManaged(check))
                .allMatch(check -> refused.contains(check.subject()));
        repairAll(scene, fault, after);
    }

    private static List<Check> afterActions(Scene scene, Fault fault, ManageReport report) throws Exception {
        for (Failure action : report.manualActions()) {
            scene.perform(action.remedy());
        }
        assertThat(scene.manage().manualActions()).isEmpty();
        return look(scene, fault);
    }

    /** An update that changes nothing leaves what was seen before it as it is: it need not be looked at again. */
    private static void assertNothingIsDoneTwice(Scene scene, ManageReport report) throws Exception {
        ManageReport again = scene.manage();
        assertThat(again.changes()).isEmpty();
        assertThat(again.manualActions()).isEqualTo(report.manualActions());
    }

    private static List<String> stated(ManageReport report) {
        return Stream.concat(
                        report.manualActions().stream()
                                .map(action -> action.remedy().toString()),
                        report.extensions().stream().map(each -> each.remedy().toString()))
                .toList();
    }

    /** The update's affair: neither what only people repair, nor what could be declared as expected. */
    private static boolean isManaged(Check check) {
        return !check.remedy().toString().contains(" declare it as expected: ")
                && Rules.all().stream()
                        .anyMatch(rule ->
                                rule.id().equals(check.id()) && rule.repair().repairer() == Repairer.UPDATE);
    }

    /** Only an update repairs it, with the flags that are shown. */
    private static boolean isRepairable(Check check) {
        return check.remedy().parts().stream().noneMatch(Remedy.Sql.class::isInstance)
                && check.remedy().toString().matches("(Run `?)?" + Scene.UPDATE + "\\b.*");
    }

    /** All that is shown is run once, in the order shown, word for word and as the role that it names. */
    private static void repairAll(Scene scene, Fault fault, List<Check> found) throws Exception {
        Set<String> done = new HashSet<>();
        for (CheckFinding finding : CheckFinding.of(found)) {
            for (Remedy remedy : finding.remedies()) {
                if (done.add(remedy.toString())) {
                    repair(scene, remedy);
                }
            }
        }
        assertThat(done.isEmpty() ? found : look(scene, fault))
                .as("green after one round of " + done)
                .isEmpty();
    }

    private static List<Check> look(Scene scene, Fault fault) throws Exception {
        return troubles(fault.ruleIds().contains("X1") ? scene.probe() : scene.check());
    }

    private static void repair(Scene scene, Remedy remedy) throws Exception {
        for (ExtensionOutcome outcome : scene.follow(remedy)) {
            if (!outcome.dependants().isEmpty()) {
                scene.asBootstrap("DROP " + String.join(", ", outcome.dependants()));
                scene.follow(remedy);
            }
        }
    }

    private static String sqlOf(String remedy) {
        Matcher named = NAMED.matcher(remedy);
        return named.matches() ? named.group("sql") : remedy;
    }

    @FunctionalInterface
    private interface Trial {
        void of(Scene scene, Fault fault, Map<String, Set<Repairer>> repairs) throws Exception;
    }

    private static List<Check> failed(List<Check> checks) {
        return checks.stream().filter(check -> check.status() == Status.FAILED).toList();
    }

    private static List<Check> troubles(CheckReport report) {
        return report.checks().stream()
                .filter(check -> check.status() == Status.FAILED || check.status() == Status.UNKNOWN)
                .toList();
    }
}
