package dev.appdb.tui;

import java.util.List;

/**
 * The files that would be written, for a person to look at before they are.
 *
 * @param files those that would change; empty means that there is nothing to write
 * @param notes sentences beside them, such as where a value comes from
 */
public record FilesReview(List<File> files, List<String> notes) {

    public FilesReview {
        files = List.copyOf(files);
        notes = List.copyOf(notes);
    }

    /** What happens to a file. */
    public enum Kind {
        CREATES,
        CHANGES,
        /** What someone else has written there is lost. */
        OVERWRITES
    }

    /**
     * One file.
     *
     * @param path relative to the project's folder
     * @param purpose what it is for, a phrase
     * @param diff as of {@code diff -u}, with line breaks
     */
    public record File(String path, Kind kind, String purpose, String diff) {}
}
