package dev.appdb.postgres.server;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Secret;
import dev.appdb.file.AtomicFile;
import dev.appdb.file.Folders;
import dev.appdb.file.PasswordFile;
import dev.appdb.file.ProcessLock;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.ServerUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The passwords of one environment's users on its server, in a password file of libpq that its owner alone can read. One
 * that replaces another is in a second file until the server is known to have it, so that at any moment one of the two
 * files has the password that works.
 */
final class KeptPasswords {
    private final Path all;
    private final String app;
    private final Path folder;
    private final ServerUrl url;

    /** @param all the folder of all environments */
    KeptPasswords(Path all, DatabaseRequest request, ServerUrl url) {
        this.all = all;
        this.app = request.app().value();
        this.folder = all.resolve(app).resolve(request.environment().value());
        this.url = url;
    }

    /** For {@code PGPASSFILE}. */
    Path file() {
        return folder.resolve("pgpass");
    }

    private Path nextFile() {
        return folder.resolve("pgpass.next");
    }

    /** The password that is meant to work. */
    Optional<Secret> current(String user) throws FailureException {
        return read(file(), user);
    }

    /** The password that was about to replace it, where a replacement was interrupted or is under way. */
    Optional<Secret> next(String user) throws FailureException {
        return read(nextFile(), user);
    }

    private Optional<Secret> read(Path path, String user) throws FailureException {
        PasswordFile file = new PasswordFile(path);
        if (file.isExposed()) {
            throw Failure.failed(
                            "password-file-exposed",
                            "could not use the passwords that are kept",
                            "the group of " + path + ", or others, have access to it",
                            file.remedy())
                    .asException();
        }
        try {
            return file.of(url.host(), url.port(), user);
        } catch (IOException e) {
            throw failed("could not read the passwords that are kept", e);
        }
    }

    void keep(String user, Secret password) throws FailureException {
        write(() -> new PasswordFile(file()).put(url.host(), url.port(), user, password));
    }

    /** Keeps a password that is about to be set, beside the one that works. */
    void begin(String user, Secret password) throws FailureException {
        write(() -> new PasswordFile(nextFile()).put(url.host(), url.port(), user, password));
    }

    /** The password that was about to be set is the one that works. */
    void settle(String user, Secret password) throws FailureException {
        keep(user, password);
        drop(user);
    }

    /** Forgets the password that was about to be set. */
    void drop(String user) throws FailureException {
        write(() -> new PasswordFile(nextFile()).remove(url.host(), url.port(), user));
    }

    /** Forgets a user. */
    void forget(String user) throws FailureException {
        write(() -> new PasswordFile(file()).remove(url.host(), url.port(), user));
        drop(user);
    }

    private void write(Writing writing) throws FailureException {
        try {
            make();
            writing.perform();
        } catch (IOException e) {
            throw failed("could not keep the password", e);
        }
    }

    /** The folder ignores itself in git, wherever it is. */
    private void make() throws IOException {
        Folders.make(all, "rwx------");
        Path ignore = all.resolve(".gitignore");
        if (!Files.exists(ignore)) {
            AtomicFile.writePrivate(ignore, "*\n");
        }
        Folders.make(all.resolve(app), "rwx------");
        Folders.make(folder, "rwx------");
    }

    /** Keeps other processes and threads from changing these passwords meanwhile. */
    <T> T whileLocked(Work<T> work) throws FailureException {
        try {
            make();
            try (ProcessLock lock = ProcessLock.take(folder.resolve("pgpass.lock"))) {
                Objects.requireNonNull(lock);
                return work.perform();
            }
        } catch (IOException e) {
            throw failed("could not lock the passwords that are kept", e);
        }
    }

    private FailureException failed(String what, IOException e) {
        return Failure.failed(
                        "password-file",
                        what,
                        file() + ": " + e.getClass().getSimpleName(),
                        Remedy.text("Look at the permissions of " + folder + "."))
                .asException(e);
    }

    /** The work on these passwords. */
    interface Work<T> {
        T perform() throws FailureException;
    }

    private interface Writing {
        void perform() throws IOException;
    }
}
