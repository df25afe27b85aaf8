package dev.appdb.embedded;

import dev.appdb.failure.FailureException;
import dev.appdb.file.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/**
 * Fetches the binaries of one major, whole and as they are pinned, or not at all.
 *
 * @param announcements receives one line before something is downloaded
 */
record JarDownload(JarRepository repository, Consumer<String> announcements) {

    /** Puts {@code file} into {@code folder}. */
    void fetch(PostgresMajor major, Path folder, String file, Checksum checksum) throws FailureException {
        announcements.accept("PostgreSQL " + PinnedVersions.of(major) + " is not here yet: fetching it once "
                + repository.way() + " (about " + (PinnedVersions.platform().startsWith("linux") ? 15 : 60) + " MB).");
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempDirectory(folder, ".fetch");
            try {
                repository.copyInto(temporary, major, file);
                checksum.require(temporary.resolve(file));
                Files.move(
                        temporary.resolve(file),
                        folder.resolve(file),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Folders.delete(temporary);
            }
        } catch (IOException e) {
            throw ServerFailure.of(
                    "could not fetch PostgreSQL " + major,
                    String.valueOf(e.getMessage()),
                    repository.byHand(major, folder),
                    e);
        }
    }
}
