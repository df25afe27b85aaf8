package dev.appdb.tui.screen;

import dev.appdb.tui.progress.TerminalCapabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of text with looks, not yet broken to a width.
 *
 * @param hang how many columns the lines after the first are indented by, once it is broken
 * @param prose whether to break it at spaces; otherwise it is broken where the width ends
 */
record Line(List<Cell> cells, int hang, boolean prose) {
    static final Line EMPTY = new Line(List.of(), 0, true);

    private static final Pattern CODES = Pattern.compile("\u001b\\[(0|1|31|32|33)m");
    private static final Map<String, Look> LOOKS =
            Map.of("0", Look.PLAIN, "1", Look.STRONG, "31", Look.BAD, "32", Look.GOOD, "33", Look.WARNING);

    Line {
        cells = List.copyOf(cells);
    }

    /** A text that is printable already. */
    static Line of(String text) {
        return of(text, Look.PLAIN);
    }

    /** A text that is printable already. */
    static Line of(String text, Look look) {
        return new Line(Cell.of(text, look), 0, true);
    }

    /** A line made by the renderers of text, in which a {@link TerminalCapabilities} put its few colours. */
    static Line styled(String text) {
        List<Cell> cells = new ArrayList<>();
        Matcher codes = CODES.matcher(text);
        Look look = Look.PLAIN;
        int from = 0;
        while (codes.find()) {
            cells.addAll(Cell.of(text.substring(from, codes.start()), look));
            look = LOOKS.getOrDefault(codes.group(1), Look.PLAIN);
            from = codes.end();
        }
        cells.addAll(Cell.of(text.substring(from), look));
        return new Line(cells, 0, true);
    }

    /** The line followed by more text. */
    Line and(String text, Look look) {
        List<Cell> more = new ArrayList<>(cells);
        more.addAll(Cell.of(text, look));
        return new Line(more, hang, prose);
    }

    Line and(String text) {
        return and(text, Look.PLAIN);
    }

    Line hanging(int columns) {
        return new Line(cells, columns, prose);
    }

    /** The same, broken anywhere: for text in which spaces matter. */
    Line verbatim() {
        return new Line(cells, hang, false);
    }

    int columns() {
        return Cell.columns(cells);
    }

    /** The line broken to a width: at least one line, none wider. */
    List<List<Cell>> broken(int width) {
        List<List<Cell>> lines = new ArrayList<>();
        int indent = Math.min(hang, width / 2);
        int from = 0;
        while (true) {
            int room = lines.isEmpty() ? width : width - indent;
            int end = fitting(from, room);
            int cut = end < cells.size() && prose ? spaceBefore(from, end) : end;
            lines.add(lines.isEmpty() ? cells.subList(from, cut) : indented(indent, cells.subList(from, cut)));
            from = cut;
            while (prose && from < cells.size() && cells.get(from).text().equals(" ")) {
                from++;
            }
            if (from >= cells.size()) {
                return lines;
            }
        }
    }

    private int fitting(int from, int room) {
        int end = from;
        int columns = 0;
        while (end < cells.size() && columns + cells.get(end).columns() <= room) {
            columns += cells.get(end).columns();
            end++;
        }
        return Math.max(end, Math.min(from + 1, cells.size()));
    }

    /** Where to break before an end that is within a word: at its last space, unless only indentation comes before. */
    private int spaceBefore(int from, int end) {
        int start = from;
        while (start < end && cells.get(start).text().equals(" ")) {
            start++;
        }
        for (int at = end; at > start; at--) {
            if (cells.get(at).text().equals(" ")) {
                return at;
            }
        }
        return end;
    }

    private static List<Cell> indented(int columns, List<Cell> cells) {
        List<Cell> line = new ArrayList<>(columns + cells.size());
        for (int i = 0; i < columns; i++) {
            line.add(Cell.SPACE);
        }
        line.addAll(cells);
        return line;
    }
}
