package dev.appdb.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's {@code .appdb} folder, which ignores itself in git. */
record OwnFolder(Path path) {

    /** The folder, made if it is not there. */
    Path make() throws IOException {
        Files.createDirectories(path);
        Path ignore = path.resolve(".gitignore");
        if (!Files.exists(ignore)) {
            Files.writeString(ignore, "*\n");
        }
        return path;
    }
}
