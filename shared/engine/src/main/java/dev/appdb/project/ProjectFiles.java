package dev.appdb.project;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files of a project, wherever they are kept. Paths are relative to the project. */
public interface ProjectFiles {

    /** The path as messages and diffs show it: relative, with slashes. */
    static String shown(Path path) {
        return path.toString().replace('\\', '/');
    }

    /** The last name of a path. */
    static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    boolean isDirectory(Path path);

    boolean exists(Path path);

    /**
     * The file's text, or nothing if there is no such file.
     *
     * @throws FailureException if it is there and can't be read
     */
    Optional<String> text(Path path) throws FailureException;

    /** The files in a folder that end like this, without hidden ones, sorted; none if there is no such folder. */
    List<Path> filesIn(Path folder, String ending) throws FailureException;

    /** The names of the folders in a folder, without hidden ones, sorted; none if there is no such folder. */
    List<String> foldersIn(Path folder) throws FailureException;

    /**
     * Writes one change atomically, with the folders it needs.
     *
     * @throws FailureException as {@link #requireUnchanged}, or if the file can't be written
     */
    void write(FileChange change) throws FailureException;

    /**
     * Passes if the file is what the change started from, or what it leads to: then somebody else has just done it.
     *
     * @throws FailureException if it is anything else
     */
    default void requireUnchanged(FileChange change) throws FailureException {
        Optional<String> now = text(change.path());
        if (!now.equals(change.before()) && !now.equals(Optional.of(change.after()))) {
            throw Failure.failed(
                            "file-changed-meanwhile",
                            "could not write " + shown(change.path()),
                            "it has changed since the change to it was worked out",
                            Remedy.of("Run {} again: it starts from what is there now.", Remedy.AGAIN))
                    .asException();
        }
    }
}
