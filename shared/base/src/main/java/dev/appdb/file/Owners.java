package dev.appdb.file;

import dev.appdb.process.ProcessUser;
import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The users whose files are taken for one's own, as git decides it for a repository: this user and root; for root also
 * the user who called sudo. Others' files are taken only in a project that {@value #TRUSTED} names.
 *
 * @see <a href="https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory">git: safe.directory</a>
 */
final class Owners {
    static final String TRUSTED = "APPDB_SAFE_DIRECTORY";

    static final String ALL = "*";
    private static final int ROOT = 0;

    private final Map<String, String> environment;
    private final int user;

    Owners(Map<String, String> environment) {
        this(environment, ProcessUser.id());
    }

    Owners(Map<String, String> environment, int user) {
        this.environment = environment;
        this.user = user;
    }

    boolean include(int owner) {
        return owner == user
                || owner == ROOT
                || user == ROOT && Integer.toString(owner).equals(environment.get("SUDO_UID"));
    }

    boolean isRoot() {
        return user == ROOT;
    }

    /** Returns whether this user said that the project is to be trusted, whoever owns it. */
    static boolean trust(Path project, Map<String, String> environment) {
        for (String named : environment.getOrDefault(TRUSTED, "").split(File.pathSeparator, -1)) {
            if (named.equals(ALL) || !named.isBlank() && isSame(named, project)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(String named, Path project) {
        try {
            return Path.of(named).isAbsolute() && Path.of(named).toRealPath().equals(project.toRealPath());
        } catch (IOException | InvalidPathException noFolder) {
            return false;
        }
    }
}
