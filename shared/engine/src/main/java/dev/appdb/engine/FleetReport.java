package dev.appdb.engine;

import dev.appdb.engine.FleetEntry.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The outcome of checking many databases.
 *
 * @param asked the number of databases that were to be looked at
 * @param entries those that were, by app and environment; fewer if it was interrupted
 */
public record FleetReport(int asked, List<FleetEntry> entries) {

    public FleetReport {
        entries = List.copyOf(entries);
    }

    /** The verdict on all: the worst of any. */
    public Verdict verdict() {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> count(verdict) > 0)
                .findFirst()
                .orElse(Verdict.UNKNOWN);
    }

    /** The number of databases with this verdict. */
    public int count(Verdict verdict) {
        return (int)
                entries.stream().filter(entry -> entry.verdict() == verdict).count();
    }

    /** The number of databases that an interruption left unchecked. */
    public int notChecked() {
        return asked - entries.size();
    }

    /** The counts in one line, {@code roles check of 4 databases: 2 failed, 2 passed}; counts of zero are left out. */
    public String sentence() {
        String counts = Arrays.stream(Verdict.values())
                .filter(verdict -> count(verdict) > 0)
                .map(verdict -> count(verdict) + " " + verdict.words())
                .collect(Collectors.joining(", "));
        String rest = notChecked() == 0 ? "" : (counts.isEmpty() ? "" : ", ") + notChecked() + " not checked";
        return "roles check of " + asked + (asked == 1 ? " database: " : " databases: ") + counts + rest;
    }
}
