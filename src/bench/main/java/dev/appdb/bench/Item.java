package dev.appdb.bench;

/** One thing that is measured: a few rows of the table. */
interface Item {

    /** What names it in {@code -Dbench.only}: one word. */
    String key();

    /** What it measures and what is counted, a sentence or two that stand above its rows. */
    String about();

    /**
     * Measures, and puts rows into the table.
     *
     * @param runs how often each side is to be measured, at least
     */
    void measure(Table table, int runs) throws Exception;
}
