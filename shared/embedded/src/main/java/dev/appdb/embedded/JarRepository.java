package dev.appdb.embedded;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import java.io.IOException;
import java.nio.file.Path;

/** A way to the published jars of PostgreSQL's binaries. What comes from it is taken only with the pinned checksum. */
interface JarRepository {
    /** The way, as it goes on after "fetching it once". */
    String way();

    /**
     * Copies a jar into a folder.
     *
     * @throws IOException with a reason, if it can't be had
     * @throws FailureException if the process was asked to end
     */
    void copyInto(Path folder, PostgresMajor major, String file) throws IOException, FailureException;

    /** The way out of a failure. */
    Remedy byHand(PostgresMajor major, Path folder);
}
