package dev.appdb.embedded;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Sleeper;
import dev.appdb.file.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Real servers for tests: one per major and test run, started when first asked for and gone when the run ends. Servers
 * that a killed run left behind are ended by the next one. They trade durability for speed, and have {@link StubVector}.
 */
public final class TestServers {

    private static final Map<PostgresMajor, TestServer> SERVERS = new ConcurrentHashMap<>();
    private static final AtomicInteger OTHERS = new AtomicInteger();
    private static final Map<String, String> FAST =
            Map.of("fsync", "off", "full_page_writes", "off", "max_connections", "200");

    private TestServers() {}

    /** The server of a major, started now if this is the first time. */
    public static TestServer on(PostgresMajor major) {
        return SERVERS.computeIfAbsent(major, asked -> started(asked, asked.toString()));
    }

    /** The server of the default major. */
    public static TestServer onDefault() {
        return on(PostgresMajor.DEFAULT);
    }

    private static TestServer started(PostgresMajor major, String name) {
        try {
            return new TestServer(server(ThisRun.FOLDER.resolve(name), major).start());
        } catch (FailureException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server of its own, for a test that changes what a whole server has: about 1 s. */
    public static TestServer another(PostgresMajor major) {
        return started(major, major + "-" + OTHERS.incrementAndGet());
    }

    /** Ends the servers of test runs that are over; done at the start of every run. */
    static void endLeftovers() throws IOException {
        ThisRun.endLeftovers(folderOfThisRun().resolveSibling(""));
    }

    /** A folder that every user of this machine can enter, deleted when this run is over, with the servers in it. */
    static Path folderOfThisRun() {
        return ThisRun.FOLDER;
    }

    /** A fast server with the stub extensions, at a folder of its own; whoever asks destroys it. */
    static EmbeddedPostgres server(Path home, PostgresMajor major) throws FailureException {
        return server(new ServerHome(home.toAbsolutePath(), ServerHome.OUTSIDE), major);
    }

    static EmbeddedPostgres server(ServerHome home, PostgresMajor major) throws FailureException {
        return server(home, major, Seal.ofThisAccount(false));
    }

    static EmbeddedPostgres server(ServerHome home, PostgresMajor major, Seal seal) throws FailureException {
        return new EmbeddedPostgres(
                home,
                major,
                PostgresBinaries.ofThisMachine(System.err::println, StubVector.files()),
                new ServerSettings(FAST),
                seal,
                new SecureRandom(),
                Sleeper.THREAD);
    }

    /** The folder of this test run, named by its process so that a later run can tell whether it is over. */
    private static final class ThisRun {

        static final Path FOLDER = open();

        private static Path open() {
            try {
                Path all = Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "appdb-embedded-tests-" + System.getProperty("user.name"));
                Folders.make(all, "rwx--x--x");
                endLeftovers(all);
                Path mine = all.resolve(nameOf(ProcessHandle.current()));
                Folders.make(mine, "rwx--x--x");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(mine)));
                return mine;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String nameOf(ProcessHandle process) {
            return process.pid() + "-" + startedEpochSecond(process);
        }

        private static long startedEpochSecond(ProcessHandle process) {
            return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
        }

        private static void endLeftovers(Path all) throws IOException {
            try (Stream<Path> runs = Files.list(all)) {
                runs.filter(run -> !isAlive(String.valueOf(run.getFileName()))).forEach(ThisRun::end);
            }
        }

        /** A process is told from a later one of the same number by its start, as exactly as the clock allows. */
        private static boolean isAlive(String name) {
            String[] parts = name.split("-", 2);
            return ProcessHandle.of(Long.parseLong(parts[0]))
                    .filter(process -> Math.abs(startedEpochSecond(process) - Long.parseLong(parts[1])) < 60)
                    .isPresent();
        }

        private static void end(Path run) {
            try (Stream<Path> homes = Files.list(run)) {
                for (Path home : homes.toList()) {
                    server(home, PostgresMajor.DEFAULT).destroy();
                }
                Folders.delete(run);
            } catch (NoSuchFileException anotherRunWasFaster) {
                // then they are ended
            } catch (IOException | FailureException e) {
                System.err.println("Could not end the test servers in " + run + ": " + e.getMessage());
            }
        }
    }
}
