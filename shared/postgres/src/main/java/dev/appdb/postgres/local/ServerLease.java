package dev.appdb.postgres.local;

import dev.appdb.embedded.EmbeddedPostgres;
import dev.appdb.embedded.Running;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.RetryPolicy;
import dev.appdb.file.Folders;
import dev.appdb.file.PrivateFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The use of a server for the length of a command. A server that was down when the first of several overlapping users
 * came is stopped by the last of them to leave; one that is meant to stay up stays up. Users of other processes are
 * seen by a shared lock on a file, which the operating system frees when a process dies.
 */
final class ServerLease implements AutoCloseable {
    private static final Map<Path, Shared> SHARED_IN_THIS_PROCESS = new HashMap<>();

    private final Presence presence;
    private final Running running;

    private ServerLease(Presence presence, Running running) {
        this.presence = presence;
        this.running = running;
    }

    Running running() {
        return running;
    }

    @Override
    public void close() {
        presence.close();
    }

    /** The presence of one user of a server; the last of them to leave stops a server that was started in passing. */
    record Presence(Leases leases, EmbeddedPostgres server) implements AutoCloseable {
        @Override
        public void close() {
            leases.giveBack(server);
        }
    }

    /** One shared lock for all users in this process, since a process can't hold two on one file. */
    private record Shared(FileChannel channel, FileLock lock, int users) {}

    /** The leases of one server. */
    static final class Leases {
        private final Path lockFile;
        private final Path inPassing;

        /** @param home the server's folder; the two files stand beside it, so that they outlive it */
        Leases(Path home) {
            this.lockFile = home.resolveSibling(home.getFileName() + ".users");
            this.inPassing = home.resolveSibling(home.getFileName() + ".in-passing");
        }

        /** Says that the server is meant to stay up: to be said once it is up. */
        void keep() throws FailureException {
            try {
                Files.deleteIfExists(inPassing);
            } catch (IOException e) {
                throw unusable(e);
            }
        }

        /** Has nobody stop the server until this is closed, whether it is there yet or not. */
        Presence enter(EmbeddedPostgres server) throws FailureException {
            try {
                share();
                return new Presence(this, server);
            } catch (IOException e) {
                throw unusable(e);
            }
        }

        ServerLease take(EmbeddedPostgres server) throws FailureException {
            Presence presence = enter(server);
            try {
                return new ServerLease(presence, server.start(() -> PrivateFile.make(inPassing)));
            } catch (FailureException | RuntimeException e) {
                presence.close();
                throw e;
            }
        }

        /**
         * Stops the server once nobody uses it.
         *
         * @return whether that moment came soon enough
         */
        boolean stopAlone(EmbeddedPostgres server, RetryPolicy policy) throws FailureException {
            for (int failures = 0; !stoppedAlone(server); failures++) {
                if (failures == policy.attempts()) {
                    return false;
                }
                pause(policy, failures + 1);
            }
            return true;
        }

        private static void pause(RetryPolicy policy, int failures) throws FailureException {
            try {
                policy.pause(failures);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Failure.interrupted(
                                "could not wait for the other users of the server",
                                "the process was asked to end",
                                Remedy.RUN_AGAIN)
                        .asException(e);
            }
        }

        /** A process loses all its locks on a file with the first descriptor that it closes: so not while it has one. */
        private boolean stoppedAlone(EmbeddedPostgres server) throws FailureException {
            synchronized (SHARED_IN_THIS_PROCESS) {
                if (SHARED_IN_THIS_PROCESS.containsKey(lockFile)) {
                    return false;
                }
                try (FileChannel channel = opened();
                        FileLock alone = channel.tryLock()) {
                    if (alone == null) {
                        return false;
                    }
                    server.stop();
                    Files.deleteIfExists(inPassing);
                    return true;
                } catch (IOException e) {
                    throw unusable(e);
                }
            }
        }

        private FileChannel opened() throws IOException {
            Folders.make(lockFile.resolveSibling(".").normalize());
            return PrivateFile.open(
                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }

        private void share() throws IOException {
            synchronized (SHARED_IN_THIS_PROCESS) {
                Shared known = SHARED_IN_THIS_PROCESS.get(lockFile);
                if (known != null) {
                    SHARED_IN_THIS_PROCESS.put(lockFile, new Shared(known.channel(), known.lock(), known.users() + 1));
                    return;
                }
                FileChannel channel = opened();
                FileLock lock = channel.lock(0, Long.MAX_VALUE, true);
                SHARED_IN_THIS_PROCESS.put(lockFile, new Shared(channel, lock, 1));
            }
        }

        private void giveBack(EmbeddedPostgres server) {
            synchronized (SHARED_IN_THIS_PROCESS) {
                Shared known = SHARED_IN_THIS_PROCESS.remove(lockFile);
                if (known == null) {
                    return;
                }
                if (known.users() > 1) {
                    SHARED_IN_THIS_PROCESS.put(lockFile, new Shared(known.channel(), known.lock(), known.users() - 1));
                    return;
                }
                try (FileChannel released = known.channel()) {
                    known.lock().release();
                    stopIfLast(server, released);
                } catch (IOException | FailureException leftUp) {
                    // A server that could not be stopped stays up: the next command finds and adopts it.
                }
            }
        }

        private void stopIfLast(EmbeddedPostgres server, FileChannel channel) throws IOException, FailureException {
            // Whoever comes between our release and this has a shared lock, finds the mark, and stops in our place.
            try (FileLock alone = channel.tryLock()) {
                if (alone != null && Files.deleteIfExists(inPassing)) {
                    server.stop();
                }
            }
        }

        private static FailureException unusable(IOException e) {
            return Failure.failed(
                            "embedded-postgres",
                            "could not use the local server",
                            e instanceof FileSystemException on && on.getReason() != null
                                    ? on.getFile() + ": " + on.getReason()
                                    : String.valueOf(e),
                            "Make the project's .appdb folder writable, with nothing in it that appdb did not make.")
                    .asException(e);
        }
    }
}
