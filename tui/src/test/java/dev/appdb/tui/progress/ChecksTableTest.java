package dev.appdb.tui.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import dev.appdb.tui.Golden;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChecksTableTest {
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

    @Test
    void whatFailedComesFirstEachWithItsRemedy() throws IOException {
        Golden.assertSame("checks-100.txt", lines(UNICODE, ChecksTable.DEFAULT_WIDTH_COLUMNS, REPORT));
    }

    @Test
    void aNarrowTableWraps() throws IOException {
        Golden.assertSame("checks-60.txt", lines(UNICODE, 60, REPORT));
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
        assertThat(lines(UNICODE, ChecksTable.DEFAULT_WIDTH_COLUMNS, REPORT))
                .first()
                .isEqualTo("roles check: 3 passed, 2 failed (R04, R09), 1 unknown, 1 not applicable");
        assertThat(lines(
                        UNICODE,
                        ChecksTable.DEFAULT_WIDTH_COLUMNS,
                        new CheckReport(List.of(passed("R01", "app", "fine")))))
                .first()
                .isEqualTo("roles check: 1 passed");
        assertThat(lines(UNICODE, ChecksTable.DEFAULT_WIDTH_COLUMNS, new CheckReport(List.of())))
                .containsExactly("roles check: 0 passed");
    }

    @Test
    void aFailedIdStandsInTheVerdictOnce() {
        Check failed = REPORT.checks().get(1);

        assertThat(lines(UNICODE, ChecksTable.DEFAULT_WIDTH_COLUMNS, new CheckReport(List.of(failed, failed))))
                .first()
                .isEqualTo("roles check: 0 passed, 2 failed (R04)");
    }

    @Test
    void colorOnlyRepeatsTheWords() {
        List<String> coloured = lines(new TerminalCapabilities(true, true), ChecksTable.DEFAULT_WIDTH_COLUMNS, REPORT);

        assertThat(coloured).isNotEqualTo(lines(UNICODE, ChecksTable.DEFAULT_WIDTH_COLUMNS, REPORT));
        assertThat(coloured.stream()
                        .map(line -> line.replaceAll("\u001b\\[[0-9;]+m", ""))
                        .toList())
                .isEqualTo(lines(UNICODE, ChecksTable.DEFAULT_WIDTH_COLUMNS, REPORT));
    }

    @Test
    void withoutUnicodeTheTableIsAscii() {
        assertThat(lines(TerminalCapabilities.PLAIN, ChecksTable.DEFAULT_WIDTH_COLUMNS, REPORT))
                .allSatisfy(line -> assertThat(line).matches("\\p{Print}*"));
    }

    @Test
    void hostileTextIsMadeVisible() {
        String hostile = "a\u001b[2Jb\u202e\nc";
        Check check = new Check(hostile, Check.Severity.CRITICAL, hostile, Check.Status.FAILED, hostile, hostile);

        assertThat(lines(UNICODE, ChecksTable.DEFAULT_WIDTH_COLUMNS, new CheckReport(List.of(check))))
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{Cntrl}\u202e]"));
    }

    private static Check passed(String id, String subject, String found) {
        return new Check(id, Check.Severity.CRITICAL, subject, Check.Status.PASSED, found, "");
    }

    private static List<String> lines(TerminalCapabilities capabilities, int widthColumns, CheckReport report) {
        return capabilities.print(new ChecksTable(capabilities, widthColumns).lines(report));
    }
}
