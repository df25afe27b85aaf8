package dev.appdb.tui.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import dev.appdb.tui.Golden;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTextTest {
    private static final TerminalCapabilities UNICODE = new TerminalCapabilities(false, true);
    private static final String REMEDY =
            "appdb roles update --app-name shop --environment dev --project /a/very/long/path/to/the/project/of/the/shop";
    private static final CheckReport REPORT = new CheckReport(List.of(
            passed("R01", "app", "can log in and nothing more"),
            new Check(
                    "R04",
                    Check.Severity.CRITICAL,
                    "migrator",
                    Check.Status.FAILED,
                    "is a superuser, so every privilege below is moot and a migration could change the server itself",
                    REMEDY),
            passed("R05", "schema app", "is owned by migrator: migrator=UC/migrator,app=U/migrator"),
            new Check(
                    "R09",
                    Check.Severity.WARNING,
                    "東京の利用者テーブル",
                    Check.Status.FAILED,
                    "所有者がmigratorではないため、次の移行はこのテーブルを変更できません。所有者を変えてください。",
                    "alter table \"東京\" owner to migrator"),
            new Check(
                    "R11",
                    Check.Severity.CRITICAL,
                    "rds_iam",
                    Check.Status.NOT_APPLICABLE,
                    "the server has no rds_iam",
                    ""),
            new Check(
                    "R12",
                    Check.Severity.INFO,
                    "an_extension_with_a_name_that_is_longer_than_its_column_can_be",
                    Check.Status.UNKNOWN,
                    "permission denied for view pg_available_extensions",
                    "run it as postgres"),
            passed("R13", "e\u0301tat", "combining characters take no column")));

    private static final Remedy UPDATE = Remedy.run(Subcommand.ROLES_UPDATE.about("shop", "dev"));
    private static final String FOREIGN = "O01 objects in app";
    private static final String MISSING = "R01 user reader";
    private static final CheckReport FACTS = new CheckReport(List.of(
            new Check("R01", Check.Severity.CRITICAL, "user reader", Check.Status.FAILED, "it does not exist", UPDATE),
            unknown("R02", "user reader", MISSING),
            unknown("R04", "user reader", MISSING),
            passed("R01", "user app", "it exists"),
            new Check(
                    "R08",
                    Check.Severity.CRITICAL,
                    "cluster",
                    Check.Status.FAILED,
                    "dba has CREATEROLE",
                    Remedy.sql("the master postgres", "ALTER ROLE dba NOCREATEROLE;")),
            new Check(
                    "P03",
                    Check.Severity.WARNING,
                    "schema app",
                    Check.Status.FAILED,
                    "dba creates in it, and app gets nothing of that",
                    Remedy.sql(
                            "dba", "ALTER DEFAULT PRIVILEGES FOR ROLE dba IN SCHEMA app GRANT ALL ON TABLES TO app;"),
                    FOREIGN),
            new Check(
                    "O01",
                    Check.Severity.WARNING,
                    "objects in app",
                    Check.Status.FAILED,
                    "1 not owned by migrator: table app.orders",
                    Remedy.sql("a superuser", "ALTER TABLE app.orders OWNER TO migrator;")),
            new Check(
                    "O02",
                    Check.Severity.CRITICAL,
                    "tables in app",
                    Check.Status.FAILED,
                    "app lacks privileges on 1 of 7: table app.orders",
                    Remedy.sql("a superuser", "GRANT ALL ON ALL TABLES IN SCHEMA app TO app;"),
                    FOREIGN),
            new Check(
                    "E05",
                    Check.Severity.INFO,
                    "extension x",
                    Check.Status.FAILED,
                    "it is not declared",
                    "Declare it."),
            new Check(
                    "L3", Check.Severity.CRITICAL, "user app", Check.Status.UNKNOWN, "no password is kept here", "")));

    @Test
    void whatFailedComesFirstEachWithItsRemedy() throws IOException {
        Golden.assertSame("checks-80.txt", lines(UNICODE, CheckText.DEFAULT_WIDTH_COLUMNS, REPORT));
    }

    @Test
    void aNarrowTableWraps() throws IOException {
        Golden.assertSame("checks-60.txt", lines(UNICODE, 60, REPORT));
    }

    @Test
    void oneFactIsOneFindingAndWhatToRunStandsByRole() throws IOException {
        CheckText text = new CheckText(UNICODE);

        Golden.assertSame("checks-findings-80.txt", UNICODE.print(text.lines(FACTS, false)));
    }

    @Test
    void whatPassedIsCountedOnlyUnlessAllIsAskedFor() {
        CheckText text = new CheckText(UNICODE);
        CheckReport passed = new CheckReport(List.of(passed("R01", "app", "fine")));

        assertThat(UNICODE.print(text.lines(passed, false))).containsExactly("roles check passed: 1 check");
        assertThat(UNICODE.print(text.lines(passed, true)))
                .containsExactly("roles check passed: 1 check", "", "R01  passed: app: fine");
    }

    @Test
    void theFindingsStandAloneBeneathAVerdictOnManyDatabases() {
        assertThat(UNICODE.print(new CheckText(UNICODE).findings(FACTS)))
                .doesNotContain("Statements to run, in this order:")
                .noneMatch(line -> line.startsWith("roles check"))
                .contains("R01  CRITICAL: user reader");
    }

    @Test
    void anythingNarrowerIsTakenAsSixtyColumns() {
        assertThat(lines(UNICODE, 10, REPORT)).isEqualTo(lines(UNICODE, 60, REPORT));
    }

    @Test
    void noRowIsWiderThanTheTable() {
        for (int width = 60; width <= 300; width++) {
            int columns = width;
            assertThat(lines(UNICODE, width, REPORT).stream().skip(1))
                    .filteredOn(line -> !line.contains("Remedy: "))
                    .allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(columns));
        }
    }

    @Test
    void aRemedyStaysOnOneLineSoThatItCanBeCopied() {
        assertThat(lines(UNICODE, 60, REPORT)).contains("     Remedy: " + REMEDY);
    }

    @Test
    void theVerdictCountsEveryStatus() {
        assertThat(lines(UNICODE, CheckText.DEFAULT_WIDTH_COLUMNS, REPORT))
                .first()
                .isEqualTo(
                        "roles check failed: 1 critical (R04), 1 warning (R09); 3 passed, 1 unknown, 1 not applicable");
        assertThat(lines(
                        UNICODE,
                        CheckText.DEFAULT_WIDTH_COLUMNS,
                        new CheckReport(List.of(passed("R01", "app", "fine")))))
                .first()
                .isEqualTo("roles check passed: 1 check");
        assertThat(lines(UNICODE, CheckText.DEFAULT_WIDTH_COLUMNS, new CheckReport(List.of())))
                .containsExactly("roles check passed: 0 checks");
    }

    @Test
    void aFailedIdStandsInTheVerdictOnce() {
        Check failed = REPORT.checks().get(1);

        assertThat(lines(UNICODE, CheckText.DEFAULT_WIDTH_COLUMNS, new CheckReport(List.of(failed, failed))))
                .first()
                .isEqualTo("roles check failed: 1 critical (R04); 0 passed");
    }

    @Test
    void colorOnlyRepeatsTheWords() {
        List<String> coloured = lines(new TerminalCapabilities(true, true), CheckText.DEFAULT_WIDTH_COLUMNS, REPORT);

        assertThat(coloured).isNotEqualTo(lines(UNICODE, CheckText.DEFAULT_WIDTH_COLUMNS, REPORT));
        assertThat(coloured.stream()
                        .map(line -> line.replaceAll("\u001b\\[[0-9;]+m", ""))
                        .toList())
                .isEqualTo(lines(UNICODE, CheckText.DEFAULT_WIDTH_COLUMNS, REPORT));
    }

    @Test
    void withoutUnicodeTheTableIsAscii() {
        assertThat(lines(TerminalCapabilities.PLAIN, CheckText.DEFAULT_WIDTH_COLUMNS, REPORT))
                .allSatisfy(line -> assertThat(line).matches("\\p{Print}*"));
    }

    @Test
    void hostileTextIsMadeVisible() {
        String hostile = "a\u001b[2Jb\u202e\nc";
        Check check = new Check(hostile, Check.Severity.CRITICAL, hostile, Check.Status.FAILED, hostile, hostile);

        assertThat(lines(UNICODE, CheckText.DEFAULT_WIDTH_COLUMNS, new CheckReport(List.of(check))))
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{Cntrl}\u202e]"));
    }

    private static Check unknown(String id, String subject, String cause) {
        return new Check(
                id, Check.Severity.CRITICAL, subject, Check.Status.UNKNOWN, "the user does not exist", UPDATE, cause);
    }

    private static Check passed(String id, String subject, String found) {
        return new Check(id, Check.Severity.CRITICAL, subject, Check.Status.PASSED, found, "");
    }

    private static List<String> lines(TerminalCapabilities capabilities, int widthColumns, CheckReport report) {
        return capabilities.print(new CheckText(capabilities, widthColumns).lines(report, true));
    }
}
