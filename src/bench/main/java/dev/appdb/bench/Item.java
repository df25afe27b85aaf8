package dev.appdb.bench;

/** One thing that is measured: a few rows of the table. */
interface Item {

    /** The name for {@code -Dbench.only}: one word. */
    String key();

    /** A description of the measurement in a sentence or two, printed above its rows. */
    String about();

    /**
     * Measures, and puts rows into the table.
     *
     * @param runs how often each side is to be measured, at least
     */
    void measure(Table table, int runs) throws Exception;
}
