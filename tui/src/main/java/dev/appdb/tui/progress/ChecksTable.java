package dev.appdb.tui.progress;

import dev.appdb.event.CheckCounts;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * A roles check as a table of text: the verdict first, then what failed with its remedy, what is unknown, what does
 * not apply, and what passed.
 */
public final class ChecksTable {
    public static final int DEFAULT_WIDTH_COLUMNS = 100;
    public static final int MIN_WIDTH_COLUMNS = 60;

    private static final String GAP = "  ";
    private static final int MAX_SUBJECT_COLUMNS = 28;
    private static final Map<Check.Status, Integer> RANK = Map.of(
            Check.Status.FAILED, 0, Check.Status.UNKNOWN, 1, Check.Status.NOT_APPLICABLE, 2, Check.Status.PASSED, 3);
    private static final Comparator<Check> WORST_FIRST =
            Comparator.comparing((Check check) -> RANK.get(check.status())).thenComparing(Check::severity);

    private final TerminalCapabilities capabilities;
    private final int widthColumns;

    public ChecksTable(TerminalCapabilities capabilities) {
        this(capabilities, DEFAULT_WIDTH_COLUMNS);
    }

    /** @param widthColumns the table's widest row; less than {@value #MIN_WIDTH_COLUMNS} is taken as that */
    public ChecksTable(TerminalCapabilities capabilities, int widthColumns) {
        this.capabilities = capabilities;
        this.widthColumns = Math.max(MIN_WIDTH_COLUMNS, widthColumns);
    }

    /**
     * The verdict, an empty line and the table. The verdict and each remedy stand on one line however long, so that one
     * can be searched for and the other be copied and run.
     */
    public List<AttributedString> lines(CheckReport report) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(verdict(report));
        if (report.checks().isEmpty()) {
            return lines;
        }
        List<Row> rows =
                report.checks().stream().sorted(WORST_FIRST).map(this::row).toList();
        int[] widths = widths(rows);
        lines.add(AttributedString.EMPTY);
        lines.add(
                new AttributedString(String.join(GAP, HEAD.cells(widths).get(0)).stripTrailing(), TextStyles.HEADING));
        for (Row row : rows) {
            addRow(lines, row, widths);
        }
        return lines;
    }

    /** The counts of a check, and the ids of what failed. */
    public static AttributedString verdict(CheckReport report) {
        CheckCounts counts = CheckCounts.of(report);
        return new AttributedString(counts.verdict(), style(counts.failed(), counts.unknown()));
    }

    static AttributedStyle style(int failed, int unknown) {
        return failed > 0 ? TextStyles.BAD : unknown > 0 ? TextStyles.WARNING : TextStyles.PLAIN;
    }

    private static void addRow(List<AttributedString> lines, Row row, int[] widths) {
        for (List<String> cells : row.cells(widths)) {
            String before = String.join(GAP, cells.subList(0, 2)) + GAP;
            String after = GAP + String.join(GAP, cells.subList(3, cells.size()));
            lines.add(new AttributedStringBuilder()
                    .append(before)
                    .append(cells.get(2), style(row.rank()))
                    .append(after.stripTrailing())
                    .toAttributedString());
        }
        if (!row.remedy().isBlank()) {
            lines.add(new AttributedString(" ".repeat(widths[0]) + GAP + "Remedy: " + row.remedy()));
        }
    }

    private static AttributedStyle style(int rank) {
        return switch (rank) {
            case 0 -> TextStyles.BAD;
            case 1 -> TextStyles.WARNING;
            default -> TextStyles.PLAIN;
        };
    }

    private Row row(Check check) {
        return new Row(
                RANK.getOrDefault(check.status(), 0),
                capabilities.printable(check.id()),
                check.severity().label(),
                check.status().label().replace('_', ' '),
                capabilities.printable(check.subject()),
                capabilities.printable(check.found()),
                capabilities.printable(check.remedy().toString()));
    }

    private int[] widths(List<Row> rows) {
        int id = widest(rows.stream().map(Row::id).toList(), HEAD.id());
        int severity = widest(rows.stream().map(Row::severity).toList(), HEAD.severity());
        int status = widest(rows.stream().map(Row::status).toList(), HEAD.status());
        int subject = widest(rows.stream().map(Row::subject).toList(), HEAD.subject());
        int rest = widthColumns - id - severity - status - 4 * GAP.length();
        int subjectShare = Math.min(Math.min(subject, MAX_SUBJECT_COLUMNS), Math.max(rest * 2 / 5, 2));
        return new int[] {id, severity, status, subjectShare, Math.max(rest - subjectShare, 2)};
    }

    private static int widest(List<String> cells, String head) {
        return Math.max(
                Columns.of(head), cells.stream().mapToInt(Columns::of).max().orElse(0));
    }

    private static final Row HEAD = new Row(3, "ID", "Severity", "Status", "Subject", "Found", "");

    /** One check, made printable. */
    private record Row(
            int rank, String id, String severity, String status, String subject, String found, String remedy) {

        /** Its lines, each a list of one cell per column, filled up to the column's width. */
        List<List<String>> cells(int[] widths) {
            List<String> subjects = Columns.wrapped(subject, widths[3]);
            List<String> founds = Columns.wrapped(found, widths[4]);
            List<List<String>> lines = new ArrayList<>();
            for (int i = 0; i < Math.max(subjects.size(), founds.size()); i++) {
                List<String> cells = new ArrayList<>();
                cells.add(Columns.padded(i == 0 ? id : "", widths[0]));
                cells.add(Columns.padded(i == 0 ? severity : "", widths[1]));
                cells.add(Columns.padded(i == 0 ? status : "", widths[2]));
                cells.add(Columns.padded(i < subjects.size() ? subjects.get(i) : "", widths[3]));
                cells.add(i < founds.size() ? founds.get(i) : "");
                lines.add(cells);
            }
            return lines;
        }
    }
}
