package dev.appdb.embedded;

import java.nio.file.Path;

/**
 * An unpacked PostgreSQL.
 *
 * @param root the folder that holds {@code bin}, {@code lib} and {@code share}
 */
record Distribution(PostgresMajor major, Path root) {

    /** A program of this distribution: {@code initdb}, {@code pg_ctl} or {@code postgres}. */
    Path program(String name) {
        return root.resolve("bin").resolve(name);
    }
}
