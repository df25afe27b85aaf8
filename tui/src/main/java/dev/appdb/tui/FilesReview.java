package dev.appdb.tui;

import java.util.List;

/**
 * The files that would be written, for a person to review.
 *
 * @param files those that would change; empty means that there is nothing to write
 * @param notes sentences about them, such as the source of a value
 */
public record FilesReview(List<File> files, List<String> notes) {

    public FilesReview {
        files = List.copyOf(files);
        notes = List.copyOf(notes);
    }

    /** The change to a file. */
    public enum Kind {
        CREATES,
        CHANGES,
        /** Replaces content that appdb has not written. */
        OVERWRITES
    }

    /**
     * One file.
     *
     * @param path relative to the project's folder
     * @param purpose a phrase
     * @param diff as of {@code diff -u}, with line breaks
     */
    public record File(String path, Kind kind, String purpose, String diff) {}
}
