package dev.appdb.tui.progress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;

/**
 * One row of a page that may be too short for all of them.
 *
 * @param rank decides which rows are hidden first
 */
record PageRow(Rank rank, AttributedString line) {

    /** The kinds of rows, the first to be hidden first. */
    enum Rank {
        RESOURCE_PENDING(true),
        RESOURCE_COMPLETE(false),
        FAILURE_DETAIL(true),
        STEP_DONE(false),
        STEP_PENDING(true),
        RUNNING(false),
        FAILED(false);

        private final boolean lastHiddenFirst;

        Rank(boolean lastHiddenFirst) {
            this.lastHiddenFirst = lastHiddenFirst;
        }
    }

    /** The rows that fit the height, with a line in place of the first hidden one that counts them. */
    static List<AttributedString> fitting(List<PageRow> rows, int height, TerminalCapabilities capabilities) {
        if (rows.size() <= height) {
            return rows.stream().map(PageRow::line).toList();
        }
        if (height < 1) {
            return List.of();
        }
        Set<Integer> hidden = hidden(rows, rows.size() - height + 1);
        int first = hidden.stream().mapToInt(Integer::intValue).min().orElse(0);
        List<AttributedString> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (i == first) {
                lines.add(new AttributedString("    " + capabilities.ellipsis() + " " + hiddenText(rows, hidden)));
            }
            if (!hidden.contains(i)) {
                lines.add(rows.get(i).line());
            }
        }
        return lines;
    }

    /** The indexes of the rows to hide: of finished and running rows the oldest, of pending ones the last. */
    private static Set<Integer> hidden(List<PageRow> rows, int count) {
        Comparator<Integer> order = Comparator.<Integer, Rank>comparing(
                        i -> rows.get(i).rank())
                .thenComparing(i -> rows.get(i).rank().lastHiddenFirst ? -i : i);
        return new HashSet<>(IntStream.range(0, rows.size())
                .boxed()
                .sorted(order)
                .limit(count)
                .toList());
    }

    private static String hiddenText(List<PageRow> rows, Set<Integer> hidden) {
        long complete = count(rows, hidden, Rank.RESOURCE_COMPLETE);
        long pending = count(rows, hidden, Rank.RESOURCE_PENDING);
        String all = hidden.size() + (hidden.size() == 1 ? " line" : " lines") + " hidden";
        if (complete + pending < hidden.size()) {
            return all;
        }
        String separator = complete > 0 && pending > 0 ? ", " : "";
        return all + ": " + (complete > 0 ? complete + " complete" : "") + separator
                + (pending > 0 ? pending + " waiting" : "");
    }

    private static long count(List<PageRow> rows, Set<Integer> hidden, Rank rank) {
        return hidden.stream().filter(i -> rows.get(i).rank() == rank).count();
    }
}
