package dev.appdb.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/** An expected failure of the embedded server, told as what failed, why, and what to do about it. Holds no secret. */
public final class PostgresException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String what;
    private final String why;
    private final String remedy;

    /** All three are sentences or parts of one, for a person to read. */
    public PostgresException(String what, String why, String remedy) {
        super(what + ": " + why + " " + remedy);
        this.what = what;
        this.why = why;
        this.remedy = remedy;
    }

    PostgresException(String what, String why, String remedy, Throwable cause) {
        this(what, why, remedy);
        initCause(cause);
    }

    /** A failure of the file system, with the remedy that fits its kind. */
    static PostgresException of(String what, IOException failure) {
        String message = failure instanceof AccessDeniedException denied
                ? "permission denied on " + denied.getFile()
                : failure instanceof FileSystemException on && on.getReason() != null
                        ? on.getReason() + " (" + on.getFile() + ")"
                        : String.valueOf(failure.getMessage());
        return new PostgresException(what, message + ".", remedyFor(failure, message), failure);
    }

    private static String remedyFor(IOException failure, String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (failure instanceof AccessDeniedException) {
            return "Let this user write there, or run as the user that owns it.";
        }
        if (lower.contains("no space") || lower.contains("quota")) {
            return "Free some disk space (a server needs about 150 MB), then run the same command again.";
        }
        if (lower.contains("read-only")) {
            return "Use a folder on a file system that can be written.";
        }
        return "Run the same command again; if it fails again, look at that path.";
    }

    /** What could not be done. */
    public String what() {
        return what;
    }

    /** Why it could not be done, with the last lines of the server's log where they tell. */
    public String why() {
        return why;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
