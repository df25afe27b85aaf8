package dev.appdb.cli.console;

import java.util.ArrayList;
import java.util.List;

/** A table of results, the last column of which may be prose. */
public final class ResultTable {
    private final List<String[]> cells = new ArrayList<>();

    /** Adds a row, which may have fewer cells than others. */
    public ResultTable row(String... row) {
        cells.add(row.clone());
        return this;
    }

    List<String[]> cells() {
        return List.copyOf(cells);
    }
}
