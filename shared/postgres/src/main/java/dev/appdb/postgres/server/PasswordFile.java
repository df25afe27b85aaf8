package dev.appdb.postgres.server;

import dev.appdb.failure.Remedy;
import dev.appdb.failure.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * libpq's password file, {@code PGPASSFILE} or {@code ~/.pgpass}. The JDBC driver reads it by itself, and whoever else
 * can; libpq ignores one that its group or others have any access to.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-pgpass.html">The Password File</a>
 */
record PasswordFile(Path path) {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    /**
     * The password file, if there is one that libpq would ignore for its permissions. On Windows there is none: its
     * permissions are not looked at.
     *
     * @param environment the process's environment
     */
    static Optional<PasswordFile> exposed(Map<String, String> environment) {
        try {
            PasswordFile file = new PasswordFile(Optional.ofNullable(environment.get("PGPASSFILE"))
                    .filter(name -> !name.isBlank())
                    .map(name -> Path.of(name.trim()))
                    .orElseGet(() -> Path.of(System.getProperty("user.home", ""), ".pgpass")));
            return file.isExposed() ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty(); // nor can the driver read it
        }
    }

    private boolean isExposed() {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            return false;
        }
        try {
            return view.readAttributes().permissions().stream().anyMatch(OTHERS::contains);
        } catch (IOException e) {
            return false; // it is not there, or not for us to read
        }
    }

    /** The warning for a person. */
    String warning() {
        return "password file " + path + " is ignored, as psql ignores it: its group or others have access to it";
    }

    Remedy remedy() {
        return Remedy.of("To have it used, run {}.", Remedy.shell("chmod 600 " + ShellWord.quote(path.toString())));
    }
}
