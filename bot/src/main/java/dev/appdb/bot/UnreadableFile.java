package dev.appdb.bot;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The reason why a file of settings can't be read, worded to follow its name. */
public final class UnreadableFile {
    private UnreadableFile() {}

    /** Nothing of the file itself, which may have a token in it. */
    public static String why(Path file, IOException e) {
        if (Files.isDirectory(file)) {
            return "is a folder, not a file";
        }
        if (e instanceof NoSuchFileException) {
            return "does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "is not readable by the user that starts the bot";
        }
        if (e instanceof CharacterCodingException) {
            return "is not UTF-8 text";
        }
        return "can't be read (" + e.getClass().getSimpleName() + ")";
    }
}
