package dev.appdb.tui.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;

/**
 * A table as text. Each column is as wide as its widest cell; the last one, which may be prose, is broken at words to what the
 * terminal has left, and where that is too little begins a line of its own.
 */
public final class TextTable {
    private static final String GAP = "  ";
    private static final int MIN_TEXT_COLUMNS = 24;

    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a row, which may have fewer cells than others. */
    public TextTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The rows as lines, for a place with these capabilities. */
    public List<String> lines(TerminalCapabilities capabilities) {
        List<List<String>> printable = rows.stream()
                .map(row -> row.stream().map(capabilities::printable).toList())
                .toList();
        int last = printable.stream().mapToInt(List::size).max().orElse(1) - 1;
        int[] widths = IntStream.range(0, last)
                .map(column -> printable.stream()
                        .filter(row -> row.size() > column)
                        .mapToInt(row -> Columns.of(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        int before = IntStream.of(widths).map(width -> width + GAP.length()).sum();
        List<AttributedString> lines = new ArrayList<>();
        printable.forEach(row -> add(lines, row, widths, before, capabilities.columns()));
        return lines.stream().map(AttributedString::toString).toList();
    }

    private static void add(List<AttributedString> lines, List<String> row, int[] widths, int before, int columns) {
        StringBuilder cells = new StringBuilder();
        for (int column = 0; column < Math.min(row.size(), widths.length); column++) {
            cells.append(Columns.padded(row.get(column), widths[column])).append(GAP);
        }
        String text = row.size() > widths.length ? row.get(widths.length) : "";
        boolean isNarrow = columns > 0 && before + Math.min(Columns.of(text), MIN_TEXT_COLUMNS) > columns;
        if (!isNarrow) {
            lines.addAll(LineBreaks.of(new AttributedString((cells + text).stripTrailing()), columns, before));
            return;
        }
        if (!cells.toString().isBlank()) {
            lines.addAll(LineBreaks.of(new AttributedString(cells.toString().stripTrailing()), columns));
        }
        lines.addAll(LineBreaks.of(new AttributedString("    " + text), columns, 4));
    }
}
