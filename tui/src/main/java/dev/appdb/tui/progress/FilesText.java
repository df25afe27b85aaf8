package dev.appdb.tui.progress;

import dev.appdb.tui.FilesReview;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The files to be written as text: notes, and the diff of each file. */
public final class FilesText {
    private FilesText() {}

    /** The review as lines that fit any width. */
    public static List<AttributedString> lines(FilesReview review) {
        List<AttributedString> lines = new ArrayList<>();
        review.notes().forEach(note -> lines.add(new AttributedString(note)));
        for (FilesReview.File file : review.files()) {
            lines.add(AttributedString.EMPTY);
            lines.add(new AttributedStringBuilder()
                    .append(kind(file.kind()))
                    .append(" " + file.path() + ": " + file.purpose())
                    .toAttributedString());
            file.diff().lines().forEach(line -> lines.add(new AttributedString("  " + line, style(line))));
        }
        if (review.files().isEmpty()) {
            lines.add(new AttributedString("No files to write"));
        }
        return lines;
    }

    /** The title of the files that are written with a plan, such as {@code Files (2)}. */
    public static String title(List<FilesReview.File> files) {
        return "Files (" + files.size() + ")";
    }

    /** One file on a line of its own: what happens to it, its path and its purpose. */
    public static AttributedString headline(FilesReview.File file) {
        AttributedString sign = switch (file.kind()) {
            case CREATES -> new AttributedString("+ New file " + file.path(), TextStyles.GOOD);
            case CHANGES -> new AttributedString("~ Changes " + file.path(), TextStyles.WARNING);
            case OVERWRITES -> new AttributedString("! OVERWRITES " + file.path(), TextStyles.BAD);
        };
        return new AttributedStringBuilder()
                .append(sign)
                .append(": " + file.purpose())
                .toAttributedString();
    }

    private static AttributedString kind(FilesReview.Kind kind) {
        return switch (kind) {
            case CREATES -> new AttributedString("New file");
            case CHANGES -> new AttributedString("Changes");
            case OVERWRITES -> new AttributedString("OVERWRITES", TextStyles.BAD);
        };
    }

    private static AttributedStyle style(String line) {
        return line.startsWith("+") ? TextStyles.GOOD : line.startsWith("-") ? TextStyles.BAD : TextStyles.PLAIN;
    }
}
