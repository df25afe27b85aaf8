package dev.appdb.embedded;

/** The state of a server, found without touching it. */
public sealed interface Status {

    /** No server was made here, or its making was not finished. */
    record Absent() implements Status {}

    /** A server is here and does not run. */
    record Stopped(PostgresMajor major) implements Status {}

    /**
     * A server is here and runs.
     *
     * @param port on 127.0.0.1
     * @param pid the number of its main process
     */
    record Up(PostgresMajor major, int port, long pid) implements Status {}
}
