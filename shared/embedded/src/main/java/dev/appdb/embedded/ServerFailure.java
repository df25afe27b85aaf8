package dev.appdb.embedded;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The expected failures of the embedded server. They hold no secret. */
final class ServerFailure {

    private static final String CODE = "embedded-postgres";

    private ServerFailure() {}

    static FailureException of(String what, String why, String remedy) {
        return of(what, why, Remedy.text(remedy), null);
    }

    static FailureException of(String what, String why, Remedy remedy) {
        return of(what, why, remedy, null);
    }

    static FailureException of(String what, String why, Remedy remedy, @Nullable Throwable cause) {
        return new FailureException(Failure.failed(CODE, what, why, remedy), cause);
    }

    /** A failure of the file system, with the remedy that fits its kind. */
    static FailureException of(String what, IOException failure) {
        String message = failure instanceof AccessDeniedException denied
                ? "permission denied on " + denied.getFile()
                : failure instanceof FileSystemException on && on.getReason() != null
                        ? on.getReason() + " (" + on.getFile() + ")"
                        : String.valueOf(failure.getMessage());
        return of(what, message, remedyFor(failure, message), failure);
    }

    /** A wait that the end of the process cut short. */
    static FailureException interrupted(String what, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return Failure.interrupted(what, "the process was asked to end", Remedy.RUN_AGAIN)
                .asException(cause);
    }

    private static Remedy remedyFor(IOException failure, String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (failure instanceof AccessDeniedException) {
            return Remedy.of("Let this user write there, or run as the user that owns it.");
        }
        if (lower.contains("no space") || lower.contains("quota")) {
            return Remedy.of("Free some disk space (a server needs about 150 MB), then run {} again.", Remedy.AGAIN);
        }
        if (lower.contains("read-only")) {
            return Remedy.of("Use a folder on a file system that can be written.");
        }
        return Remedy.of("Check that path, and the disk that it is on.");
    }
}
