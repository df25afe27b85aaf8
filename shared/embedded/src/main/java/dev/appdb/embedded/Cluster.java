package dev.appdb.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A server's own folder, complete by being there: it appears by one rename when everything in it is done.
 *
 * @param folder owned by the server's account, closed to others
 */
record Cluster(Path folder) {

    Path data() {
        return folder.resolve("data");
    }

    /** The server's log. */
    Path log() {
        return folder.resolve("log").resolve("server.log");
    }

    /** The major that made the data. */
    int majorNumber() throws IOException {
        return Integer.parseInt(Files.readString(data().resolve("PG_VERSION"), StandardCharsets.US_ASCII)
                .strip());
    }
}
