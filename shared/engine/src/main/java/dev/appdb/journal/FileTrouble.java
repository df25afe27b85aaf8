package dev.appdb.journal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Objects;

/** The cause of a failure to read or write a file, in the words of the operating system where it has any. */
final class FileTrouble {
    private FileTrouble() {}

    /** Such as "No space left on device", or AccessDeniedException. */
    static String reason(IOException e) {
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return Objects.requireNonNullElse(reason, e.getClass().getSimpleName());
    }
}
