package dev.appdb.project;

import dev.appdb.file.OwnFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file of the project with its current and its new content; only {@link Project#write} writes it.
 *
 * @param path the file, relative to the project's folder
 * @param before its text now; empty if there is no such file
 * @param after its text once written
 * @param purpose what the file is for, a phrase for a person
 * @param wholeFile whether appdb writes the file's whole content, so that lines it does not know are lost
 * @param notices what a person should know before agreeing, whole sentences; such as a flag that contradicts the file
 */
public record FileChange(
        Path path, Optional<String> before, String after, String purpose, boolean wholeFile, List<String> notices) {
    /** The folder of files that are never committed. */
    static final Path OWN_FOLDER = Path.of(OwnFolder.NAME);

    /** @throws IllegalArgumentException if the path is empty, absolute or leads out of the project */
    public FileChange {
        notices = List.copyOf(notices);
        if (path.toString().isEmpty() || path.isAbsolute() || path.startsWith("..") || !path.equals(path.normalize())) {
            throw new IllegalArgumentException("a file change stays inside the project: " + path);
        }
    }

    /** True if there is anything to write; an empty file is not worth creating. */
    public boolean isNeeded() {
        return !before.orElse("").equals(after);
    }

    /** True if the file is this person's own, and never to be committed. */
    public boolean isPersonal() {
        return path.startsWith(OWN_FOLDER);
    }

    /** True if the file does not exist yet. */
    public boolean creates() {
        return before.isEmpty();
    }

    /** True if other content is thrown away: to be shown as a diff and confirmed, never just done. */
    public boolean overwrites() {
        return wholeFile && before.isPresent() && isNeeded();
    }

    /** The change as a unified diff that {@code patch -p0} understands; empty if nothing changes. */
    public String diff() {
        return isNeeded() ? UnifiedDiff.of(path, before, after) : "";
    }
}
