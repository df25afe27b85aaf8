package dev.appdb.tui.progress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;

/**
 * One row of a page that may not have room for all of them.
 *
 * @param rank decides which rows are hidden first
 */
record PageRow(Rank rank, AttributedString line) {

    /** The kinds of rows, the first to be hidden first. */
    enum Rank {
        RESOURCE_TO_COME(true),
        RESOURCE_COMPLETE(false),
        REST_OF_A_REASON(true),
        STEP_DONE(false),
        STEP_TO_COME(true),
        AT_WORK(false),
        FAILED(false);

        private final boolean lastFirst;

        Rank(boolean lastFirst) {
            this.lastFirst = lastFirst;
        }
    }

    /** As many of the rows as there is room for, with a line in place of the first hidden one that counts them. */
    static List<AttributedString> fitting(List<PageRow> rows, int room, TerminalCapabilities capabilities) {
        if (rows.size() <= room) {
            return rows.stream().map(PageRow::line).toList();
        }
        if (room < 1) {
            return List.of();
        }
        Set<Integer> hidden = hidden(rows, rows.size() - room + 1);
        int first = hidden.stream().mapToInt(Integer::intValue).min().orElse(0);
        List<AttributedString> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (i == first) {
                lines.add(new AttributedString("    " + capabilities.ellipsis() + " " + words(rows, hidden)));
            }
            if (!hidden.contains(i)) {
                lines.add(rows.get(i).line());
            }
        }
        return lines;
    }

    /** The indexes of the rows to hide: the oldest that are over or at work, but the last that are still to come. */
    private static Set<Integer> hidden(List<PageRow> rows, int count) {
        Comparator<Integer> order = Comparator.<Integer, Rank>comparing(
                        i -> rows.get(i).rank())
                .thenComparing(i -> rows.get(i).rank().lastFirst ? -i : i);
        return new HashSet<>(IntStream.range(0, rows.size())
                .boxed()
                .sorted(order)
                .limit(count)
                .toList());
    }

    private static String words(List<PageRow> rows, Set<Integer> hidden) {
        long complete = count(rows, hidden, Rank.RESOURCE_COMPLETE);
        long toCome = count(rows, hidden, Rank.RESOURCE_TO_COME);
        String all = hidden.size() + (hidden.size() == 1 ? " line" : " lines") + " hidden";
        if (complete + toCome < hidden.size()) {
            return all;
        }
        String both = complete > 0 && toCome > 0 ? ", " : "";
        return all + ": " + (complete > 0 ? complete + " complete" : "") + both
                + (toCome > 0 ? toCome + " to come" : "");
    }

    private static long count(List<PageRow> rows, Set<Integer> hidden, Rank rank) {
        return hidden.stream().filter(i -> rows.get(i).rank() == rank).count();
    }
}
