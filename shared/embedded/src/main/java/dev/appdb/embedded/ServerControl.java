package dev.appdb.embedded;

import dev.appdb.embedded.ServerPrograms.Ending;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Sleeper;
import dev.appdb.file.AtomicFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Starts and stops the server of a cluster that is complete. Its user holds the home's lock. */
final class ServerControl {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int MOST_PAUSES = 2400;
    private static final int MOST_ATTEMPTS = 120;
    private static final int LINES_SHOWN = 10;
    private static final long MOST_LOG_BYTES = 10L * 1024 * 1024;

    private final Cluster cluster;
    private final ServerPrograms programs;
    private final Seal seal;
    private final Path portFile;
    private final Sleeper sleeper;

    /** @param portFile remembers the port, so that it stays the same from start to start */
    ServerControl(Cluster cluster, ServerPrograms programs, Seal seal, Path portFile, Sleeper sleeper) {
        this.cluster = cluster;
        this.programs = programs;
        this.seal = seal;
        this.portFile = portFile;
        this.sleeper = sleeper;
    }

    /** The server, found running or started. */
    Postmaster up() throws IOException, FailureException {
        Optional<Postmaster> found = settled();
        if (found.isPresent()) {
            sealRunning();
            boundLog();
            remember(found.get().port());
            return found.get();
        }
        requireOurs();
        boundLog();
        Postmaster.disarmStale(cluster.data());
        long logStart = logSize();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            logStart = logSize();
            Ending ending = launch(port());
            found = settled();
            if (found.isPresent()) {
                return found.get();
            }
            if (!mayWorkNextTime(logStart)) {
                throw notStarted(ending, logStart);
            }
        }
        throw notStarted(new Ending(1, ""), logStart);
    }

    /** True if the server runs, once it neither starts up nor shuts down any more. */
    boolean isUp() throws IOException, FailureException {
        return settled().isPresent();
    }

    /** @throws FailureException a refusal, if the cluster would run what this account did not write */
    void requireOurs() throws IOException, FailureException {
        seal.require(cluster);
    }

    /** One that an older appdb made and started gets its seal now: a project brings no processes. */
    private void sealRunning() throws IOException {
        if (!seal.isOn(cluster)) {
            seal.put(cluster);
        }
    }

    private Ending launch(int port) throws FailureException {
        return programs.run(
                cluster.folder(),
                "pg_ctl",
                List.of(
                        "start",
                        "-D",
                        "data",
                        "-l",
                        "log/server.log",
                        "-o",
                        "-p " + port,
                        "-w",
                        "-s",
                        "-t",
                        Long.toString(LIMIT.toSeconds() - 10)),
                "",
                LIMIT);
    }

    /** The server if it runs, once it neither starts up nor shuts down any more. */
    private Optional<Postmaster> settled() throws IOException, FailureException {
        for (int i = 0; i < MOST_PAUSES; i++) {
            Optional<Postmaster> found = Postmaster.of(cluster.data());
            if (found.isPresent() ? found.get().isReady() : !Postmaster.isBeingWritten(cluster.data())) {
                return found;
            }
            pause();
        }
        throw ServerFailure.of(
                "could not reach the server in " + cluster.folder(),
                "it has been starting or stopping for "
                        + PAUSE.multipliedBy(MOST_PAUSES).toSeconds() + " s: "
                        + LogTail.of(cluster.log(), 0, LINES_SHOWN),
                Remedy.of("Run {} again when ", Remedy.AGAIN)
                        .and(Remedy.text(cluster.log() + " says that it is ready.")));
    }

    /** Two reasons pass: somebody else took the port, or the last children of a killed server are still ending. */
    private boolean mayWorkNextTime(long logStart) throws IOException, FailureException {
        String log = LogTail.of(cluster.log(), logStart, LINES_SHOWN);
        if (log.contains("could not create any TCP/IP sockets") || log.contains("Address already in use")) {
            Files.deleteIfExists(portFile);
            return true;
        }
        if (log.contains("pre-existing shared memory block")) {
            pause(PAUSE.multipliedBy(10)); // a server whose postmaster.pid is gone ends itself within a minute
            return true;
        }
        return false;
    }

    private FailureException notStarted(Ending ending, long logStart) {
        return ServerFailure.of(
                "could not start the server in " + cluster.folder(),
                "pg_ctl ended with code " + ending.code() + ": " + ending.lastLines() + "\nThe server's log: "
                        + LogTail.of(cluster.log(), logStart, LINES_SHOWN),
                "The log is " + cluster.log() + ".");
    }

    /** The port of last time if nobody has taken it, else a free one, which is remembered. */
    private int port() throws IOException {
        Optional<Integer> remembered = rememberedPort();
        if (remembered.isPresent() && isFree(remembered.get())) {
            return remembered.get();
        }
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = any.getLocalPort();
            remember(port);
            return port;
        }
    }

    private void remember(int port) throws IOException {
        if (!rememberedPort().equals(Optional.of(port))) {
            AtomicFile.writePrivate(portFile, port + "\n");
        }
    }

    private Optional<Integer> rememberedPort() throws IOException {
        try {
            return Optional.of(Integer.parseInt(
                    Files.readString(portFile, StandardCharsets.US_ASCII).strip()));
        } catch (NoSuchFileException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException | IllegalArgumentException taken) {
            return false;
        }
    }

    /** @param mode {@code fast} or {@code immediate} (PostgreSQL documentation, pg_ctl) */
    void down(String mode) throws IOException, FailureException {
        for (int i = 0; i < MOST_PAUSES && Postmaster.isBeingWritten(cluster.data()); i++) {
            pause();
        }
        Optional<Postmaster> server = Postmaster.of(cluster.data());
        if (server.isEmpty()) {
            return;
        }
        Ending ending = programs.run(
                cluster.folder(),
                "pg_ctl",
                List.of("stop", "-D", "data", "-m", mode, "-w", "-s", "-t", Long.toString(LIMIT.toSeconds() - 10)),
                "",
                LIMIT);
        if (!ending.isSuccess() && Postmaster.of(cluster.data()).isPresent()) {
            throw ServerFailure.of(
                    "could not stop the server in " + cluster.folder(),
                    "pg_ctl ended with code " + ending.code() + ": " + ending.lastLines(),
                    "The log is " + cluster.log() + ".");
        }
        for (int i = 0; i < MOST_PAUSES && server.get().isAtWorkOn(cluster.data()); i++) {
            pause();
        }
    }

    private long logSize() throws IOException {
        try {
            return Files.size(cluster.log());
        } catch (NoSuchFileException none) {
            return 0;
        }
    }

    /** The server appends to its log, so emptying it under its hands is safe; one older part is kept. */
    private void boundLog() throws IOException {
        Path log = cluster.log();
        if (logSize() > MOST_LOG_BYTES && Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
            Files.copy(log, log.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
            FileChannel.open(log, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))
                    .truncate(0)
                    .close();
        }
    }

    private void pause() throws FailureException {
        pause(PAUSE);
    }

    private void pause(Duration pause) throws FailureException {
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException e) {
            throw ServerFailure.interrupted("could not wait for the server in " + cluster.folder(), e);
        }
    }
}
