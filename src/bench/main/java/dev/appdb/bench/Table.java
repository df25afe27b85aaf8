package dev.appdb.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rows of all items in one table, as Markdown that can also be read as it is. */
final class Table {
    private static final List<String> HEAD = List.of("what", "ratio", "ours", "peer", "the peer is", "goal");

    private final Consumer<String> progress;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** @param progress told each row as it comes */
    Table(Consumer<String> progress) {
        this.progress = progress;
    }

    /** The rows that follow are this item's. */
    void begin(Item item) {
        rows.add(List.of("**" + item.key() + "**", "", "", "", "", ""));
        notes.add("**" + item.key() + "**: " + item.about());
        progress.accept(item.key() + " …");
    }

    void add(Row row) {
        List<String> cells = List.of(row.what(), row.ratio(), row.ours(), row.peer(), row.peerIs(), row.goal());
        rows.add(cells);
        progress.accept("  " + cells.stream().filter(cell -> !cell.isEmpty()).collect(Collectors.joining(" | ")));
    }

    /** A sentence that belongs to the item that was begun last. */
    void note(String sentence) {
        notes.add("- " + sentence);
        progress.accept("  " + sentence);
    }

    /** The table, its columns aligned. */
    String markdown() {
        int[] widths = IntStream.range(0, HEAD.size())
                .map(column -> Math.max(
                        length(HEAD.get(column)),
                        rows.stream()
                                .mapToInt(row -> length(row.get(column)))
                                .max()
                                .orElse(0)))
                .toArray();
        StringBuilder text = new StringBuilder(line(HEAD, widths));
        text.append(IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining(" | ", "| ", " |\n")));
        rows.forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    /** The legend below the table. */
    String notes() {
        return notes.stream()
                .map(note -> (note.startsWith("-") ? "" : "\n") + note + "\n")
                .collect(Collectors.joining());
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> cells.get(i) + " ".repeat(widths[i] - length(cells.get(i))))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
