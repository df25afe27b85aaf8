package dev.appdb.tui.progress;

import dev.appdb.tui.FilesReview;
import java.util.ArrayList;
import java.util.List;

/** The files that would be written as text: what is to be known beside them, and the diff of each. */
public final class FilesText {
    private final TerminalCapabilities style;

    public FilesText(TerminalCapabilities style) {
        this.style = style;
    }

    /** The review as lines that fit any width. */
    public List<String> lines(FilesReview review) {
        List<String> lines = new ArrayList<>();
        review.notes().forEach(note -> lines.add(style.data(note)));
        for (FilesReview.File file : review.files()) {
            lines.add("");
            lines.add(kind(file.kind()) + " " + style.data(file.path()) + ": " + style.data(file.purpose()));
            file.diff().lines().forEach(line -> lines.add("  " + coloured(style.data(line))));
        }
        if (review.files().isEmpty()) {
            lines.add("configuration: nothing to write");
        }
        return lines;
    }

    private String kind(FilesReview.Kind kind) {
        return switch (kind) {
            case CREATES -> "new file";
            case CHANGES -> "changes";
            case OVERWRITES -> style.bad("OVERWRITES");
        };
    }

    private String coloured(String line) {
        return line.startsWith("+") ? style.good(line) : line.startsWith("-") ? style.bad(line) : line;
    }
}
