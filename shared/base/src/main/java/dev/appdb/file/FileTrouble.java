package dev.appdb.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** The cause of a failure to read or write a file, in the words of the operating system where it has any. */
public final class FileTrouble {
    private FileTrouble() {}

    /** A clause without the path, such as "permission denied" or "No space left on device". */
    public static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "there is a file where a folder belongs";
        }
        if (failure instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (failure instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getReason();
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
