package dev.appdb.process;

import com.sun.security.auth.module.UnixSystem;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The user of this process, and its folders by the XDG base directory specification. In a container it may have no entry in
 * the passwd database, where Java looks it up: then it has no name, its home is "?", and Java 17 calls it user 0.
 *
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG base directory specification</a>
 */
public final class ProcessUser {
    private ProcessUser() {}

    /** The name; empty for a user without an entry in the passwd database. */
    public static Optional<String> name() {
        return Optional.ofNullable(new UnixSystem().getUsername());
    }

    /** The number, 0 for root. */
    public static int id() {
        UnixSystem user = new UnixSystem();
        if (user.getUsername() != null) {
            return (int) user.getUid();
        }
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException notOnLinux) {
            return (int) user.getUid();
        }
    }

    /** The home folder, {@code HOME} where the launcher found it set; empty if none is known. */
    public static Optional<Path> home() {
        return Optional.of(System.getProperty("user.home", ""))
                .filter(home -> home.startsWith("/"))
                .map(Path::of);
    }

    /**
     * A folder that a variable may name, such as {@code XDG_CACHE_HOME}; one that is not absolute is not looked at.
     *
     * @param below the default, from the home folder on, such as {@code .cache}
     * @throws FailureException if neither is known
     */
    public static Path folder(String variable, String below) throws FailureException {
        Optional<Path> named = Optional.ofNullable(System.getenv(variable))
                .filter(path -> path.startsWith("/"))
                .map(Path::of);
        return named.or(() -> home().map(home -> home.resolve(below)))
                .orElseThrow(() -> Failure.failed(
                                "no-home",
                                "could not find a folder for this user's files",
                                "neither " + variable + " nor HOME is set, and this user has no entry in the passwd"
                                        + " database",
                                "Set HOME to a folder that is this user's own.")
                        .asException());
    }
}
