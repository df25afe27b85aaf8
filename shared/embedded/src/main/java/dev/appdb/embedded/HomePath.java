package dev.appdb.embedded;

import dev.appdb.failure.FailureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * PostgreSQL's requirements for a server home's path: no line break, because {@code postmaster.pid} has the data
 * folder in one line, and room below {@code MAXPGPATH}, 1024 bytes (PostgreSQL source,
 * {@code src/include/pg_config_manual.h}), for the names of its own files.
 */
final class HomePath {

    /** Measured: with 950 bytes PostgreSQL still works. */
    static final int MOST_BYTES = 900;

    private HomePath() {}

    /** @throws FailureException where PostgreSQL could not work there */
    static void require(Path home) throws FailureException, IOException {
        String path = real(home).toString();
        if (path.indexOf('\n') >= 0 || path.indexOf('\r') >= 0) {
            throw ServerFailure.of(
                    "could not use the server in " + path.replace("\n", "\\n").replace("\r", "\\r"),
                    "the path has a line break, and PostgreSQL notes the path in a file of lines",
                    "Rename the folder, or use a project in another one.");
        }
        int bytes = path.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw ServerFailure.of(
                    "could not use the server in " + path,
                    "the path has " + bytes + " bytes, and PostgreSQL takes no more than " + MOST_BYTES + " here",
                    "Use a project in a folder with a shorter path.");
        }
    }

    /** The path without links, as PostgreSQL will see it; what does not exist yet is taken as it is written. */
    private static Path real(Path path) throws IOException {
        Path parent = path.getParent();
        if (Files.exists(path) || parent == null) {
            return path.toRealPath();
        }
        return real(parent).resolve(String.valueOf(path.getFileName()));
    }
}
