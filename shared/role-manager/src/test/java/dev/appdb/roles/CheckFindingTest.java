package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.failure.Remedy;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Check.Status;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One fact is one finding, on real servers and in reports made by hand. */
class CheckFindingTest {
    private static final String MAJORS = "dev.appdb.roles.Scene#majors";

    @ParameterizedTest
    @MethodSource(MAJORS)
    void missingUsersAreOneFindingEach(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.manage();
            scene.asBootstrap("DROP OWNED BY {app}", "DROP ROLE {app}");

            CheckReport report = scene.check();

            assertThat(report.findings())
                    .filteredOn(CheckFinding::isFailed)
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.lead().key()).isEqualTo(scene.fill("R01 user {app}"));
                        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
                        assertThat(finding.ids()).contains("R02", "R04", "D02", "S03", "P01", "O02", "O03");
                        assertThat(finding.remedies()).containsExactly(Scene.UPDATING);
                    });
            assertThat(report.findings())
                    .filteredOn(finding -> !finding.isFailed())
                    .as("nothing that a person has to find out about apart from it")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aForeignTableIsOneFindingAndItsStatementsInTheirOrderMakeTheCheckPass(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.manage();
            scene.asBootstrap("CREATE TABLE {schema}.foreign_table (id int)");

            CheckReport report = scene.check();

            assertThat(report.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.lead().id()).isEqualTo("O01");
                assertThat(finding.ids()).containsExactly("O01", "P03", "O02");
                assertThat(finding.severity()).as("the worst of them").isEqualTo(Severity.CRITICAL);
                assertThat(finding.impact()).contains("Migrations can't change", "queries on these tables");
            });
            for (RoleStatements each : RoleStatements.of(report)) {
                scene.asBootstrap(each.statements().toArray(String[]::new));
            }
            assertThat(scene.check().failed()).isEmpty();
        }
    }

    @Test
    void aRoleThatMayCreateIsAFactOfItsOwn() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT)) {
            scene.manage();
            scene.asBootstrap("CREATE ROLE {stranger}");
            try {
                scene.asBootstrap(
                        "GRANT CREATE, USAGE ON SCHEMA {schema} TO {stranger}",
                        "CREATE TABLE {schema}.foreign_table (id int)",
                        "ALTER TABLE {schema}.foreign_table OWNER TO {stranger}");

                assertThat(scene.check().findings())
                        .extracting(finding -> finding.lead().id())
                        .contains("O01", "P03", "S04");
            } finally {
                scene.asBootstrap("DROP OWNED BY {stranger}", "DROP ROLE {stranger}");
            }
        }
    }

    @Test
    void theWorstComesFirstAndTheUnknownLast() {
        CheckReport report = new CheckReport(List.of(
                check("A1", Severity.CRITICAL, Status.UNKNOWN, ""),
                check("A2", Severity.INFO, Status.FAILED, ""),
                check("A3", Severity.WARNING, Status.FAILED, ""),
                check("A4", Severity.CRITICAL, Status.FAILED, ""),
                check("A5", Severity.CRITICAL, Status.PASSED, "")));

        assertThat(report.findings())
                .extracting(finding -> finding.lead().id())
                .containsExactly("A4", "A3", "A2", "A1");
    }

    @Test
    void causesAreFollowedToTheirEndAndCirclesAreNot() {
        CheckReport chain = new CheckReport(List.of(
                check("A3", Severity.CRITICAL, Status.UNKNOWN, "A2 x"),
                check("A2", Severity.WARNING, Status.FAILED, "A1 x"),
                check("A1", Severity.WARNING, Status.FAILED, "A0 which is not in the report")));
        CheckReport circle = new CheckReport(List.of(
                check("A1", Severity.CRITICAL, Status.FAILED, "A2 x"),
                check("A2", Severity.CRITICAL, Status.FAILED, "A1 x")));

        assertThat(chain.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.ids()).containsExactly("A1", "A3", "A2"));
        assertThat(circle.findings()).isNotEmpty();
        assertThat(circle.findings().stream().flatMap(finding -> finding.ids().stream()))
                .contains("A1", "A2");
    }

    @Test
    void aCauseThatPassedExplainsNothing() {
        CheckReport report = new CheckReport(List.of(
                check("A1", Severity.CRITICAL, Status.PASSED, ""),
                check("A2", Severity.WARNING, Status.FAILED, "A1 x")));

        assertThat(report.findings()).extracting(finding -> finding.lead().id()).containsExactly("A2");
    }

    @Test
    void theVerdictIsTheWorstThatFailedWithoutRemarks() {
        assertThat(verdict(Severity.INFO, Severity.WARNING, Severity.CRITICAL)).isEqualTo(CheckReport.Verdict.FAILED);
        assertThat(verdict(Severity.INFO, Severity.WARNING)).isEqualTo(CheckReport.Verdict.WARNING);
        assertThat(verdict(Severity.INFO)).isEqualTo(CheckReport.Verdict.PASSED);
        assertThat(verdict()).isEqualTo(CheckReport.Verdict.PASSED);
    }

    @Test
    void statementsStandByRoleInTheOrderOfTheReportEachOnce() {
        CheckReport report = new CheckReport(List.of(
                with("A1", Severity.WARNING, Remedy.sql("a superuser", "ONE;")),
                with("A2", Severity.CRITICAL, Remedy.sql("migrator", "TWO;")),
                with("A3", Severity.CRITICAL, Remedy.sql("a superuser", "THREE;")),
                with("A4", Severity.CRITICAL, Remedy.sql("a superuser", "ONE;")),
                with("A5", Severity.CRITICAL, Remedy.of("Look."))));

        assertThat(RoleStatements.of(report))
                .containsExactly(
                        new RoleStatements("a superuser", List.of("ONE;", "THREE;")),
                        new RoleStatements("migrator", List.of("TWO;")));
    }

    @Test
    void everyRuleTellsWhatBreaks() {
        assertThat(Rules.all())
                .allSatisfy(rule ->
                        assertThat(rule.impact()).as(rule.id()).endsWith(".").hasSizeLessThan(100));
    }

    private static CheckReport.Verdict verdict(Severity... failed) {
        return new CheckReport(Stream.of(failed)
                        .map(severity -> check("A1", severity, Status.FAILED, ""))
                        .toList())
                .verdict();
    }

    private static Check with(String id, Severity severity, Remedy remedy) {
        return new Check(id, severity, "x", Status.FAILED, "is wrong", remedy);
    }

    private static Check check(String id, Severity severity, Status status, String cause) {
        Remedy remedy = status == Status.PASSED ? Remedy.NONE : Remedy.of("Look.");
        return new Check(id, severity, "x", status, "is so", remedy, cause);
    }
}
