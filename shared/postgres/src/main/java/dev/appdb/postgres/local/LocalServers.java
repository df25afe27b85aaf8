package dev.appdb.postgres.local;

import dev.appdb.embedded.EmbeddedPostgres;
import dev.appdb.embedded.PostgresBinaries;
import dev.appdb.embedded.PostgresMajor;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.request.PostgresVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The servers that were made in a folder, taken together. */
public final class LocalServers {
    /** A folder has {@code database}, and {@code local/<app>/<environment>}. */
    private static final int DEPTH = 3;

    private LocalServers() {}

    /** Stops all servers whose folders are in this one, and deletes their data, wherever it is. */
    public static void destroyIn(Path folder) throws FailureException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder, DEPTH)) {
            List<Path> homes = all.filter(Files::isDirectory).toList();
            PostgresBinaries binaries = PostgresBinaries.ofThisMachine(text -> {});
            for (Path home : homes) {
                // Of whatever major it is: destroying only ends the process and deletes.
                EmbeddedPostgres.at(home, new PostgresMajor(PostgresVersion.DEFAULT.major()), binaries)
                        .destroy();
            }
        } catch (IOException e) {
            throw Failure.failed(
                            "local-servers",
                            "could not remove the servers in " + folder,
                            String.valueOf(e),
                            "Look who owns the folder.")
                    .asException(e);
        }
    }
}
