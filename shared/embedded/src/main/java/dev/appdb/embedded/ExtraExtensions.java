package dev.appdb.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Extension files that a private copy of a distribution gets besides its own; tests stand in for extensions with it
 * that the binaries do not hold.
 *
 * @param files text by file name, for example {@code vector.control}
 */
record ExtraExtensions(Map<String, String> files) {

    static final ExtraExtensions NONE = new ExtraExtensions(Map.of());

    ExtraExtensions {
        files = Map.copyOf(files);
    }

    /** Tells distributions with different extras apart; empty without any. */
    String suffix() {
        return files.isEmpty()
                ? ""
                : "-extra-"
                        + Integer.toHexString(new TreeMap<>(files).toString().hashCode());
    }

    void copyInto(Path distribution) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(
                    RdsExtensions.folderIn(distribution).resolve(file.getKey()),
                    file.getValue(),
                    StandardCharsets.UTF_8);
        }
    }
}
