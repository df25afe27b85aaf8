package dev.appdb.tui.progress;

import dev.appdb.event.CheckCounts;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

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

    private final TerminalCapabilities style;
    private final int widthColumns;

    public ChecksTable(TerminalCapabilities style) {
        this(style, DEFAULT_WIDTH_COLUMNS);
    }

    /** @param widthColumns the table's widest row; less than {@value #MIN_WIDTH_COLUMNS} is taken as that */
    public ChecksTable(TerminalCapabilities style, int widthColumns) {
        this.style = style;
        this.widthColumns = Math.max(MIN_WIDTH_COLUMNS, widthColumns);
    }

    /**
     * The verdict, an empty line and the table. The verdict and each remedy stand on one line however long, so that one
     * can be searched for and the other be copied and run.
     */
    public List<String> lines(CheckReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(CheckCounts.of(report).verdict(style));
        if (report.checks().isEmpty()) {
            return lines;
        }
        List<Row> rows =
                report.checks().stream().sorted(WORST_FIRST).map(this::row).toList();
        int[] widths = widths(rows);
        lines.add("");
        lines.add(style.heading(String.join(GAP, HEAD.cells(widths).get(0)).stripTrailing()));
        for (Row row : rows) {
            addRow(lines, row, widths);
        }
        return lines;
    }

    private void addRow(List<String> lines, Row row, int[] widths) {
        for (List<String> cells : row.cells(widths)) {
            cells.set(2, coloured(row.rank(), cells.get(2)));
            lines.add(String.join(GAP, cells).stripTrailing());
        }
        if (!row.remedy().isBlank()) {
            lines.add(" ".repeat(widths[0]) + GAP + "remedy: " + row.remedy());
        }
    }

    private String coloured(int rank, String status) {
        return switch (rank) {
            case 0 -> style.bad(status);
            case 1 -> style.warning(status);
            default -> status;
        };
    }

    private Row row(Check check) {
        return new Row(
                RANK.getOrDefault(check.status(), 0),
                style.data(check.id()),
                check.severity().label(),
                check.status().label().replace('_', ' '),
                style.data(check.subject()),
                style.data(check.found()),
                style.data(check.remedy()));
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

    private static final Row HEAD = new Row(3, "id", "severity", "status", "subject", "found", "");

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
