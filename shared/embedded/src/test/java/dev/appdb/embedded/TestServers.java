package dev.appdb.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Real servers for tests: one per major and test run, started when first asked for and gone when the run ends. Servers
 * that a killed run left behind are ended by the next one. They trade durability for speed, and have {@link StubVector}.
 */
public final class TestServers {

    private static final Map<PostgresMajor, TestServer> SERVERS = new ConcurrentHashMap<>();
    private static final Map<String, String> FAST =
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off", "max_connections", "200");

    private TestServers() {}

    /** The server of a major, started now if this is the first time. */
    public static TestServer on(PostgresMajor major) {
        return SERVERS.computeIfAbsent(major, TestServers::started);
    }

    /** The server of the default major. */
    public static TestServer onDefault() {
        return on(PostgresMajor.DEFAULT);
    }

    private static TestServer started(PostgresMajor major) {
        try {
            return new TestServer(
                    server(ThisRun.FOLDER.resolve(major.toString()), major).start());
        } catch (PostgresException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A fast server with the stub extensions, at a folder of its own; whoever asks destroys it. */
    static EmbeddedPostgres server(Path home, PostgresMajor major) throws PostgresException {
        return new EmbeddedPostgres(
                new ServerHome(home.toAbsolutePath(), ServerHome.OUTSIDE),
                major,
                PostgresBinaries.ofThisMachine(System.err::println, StubVector.files()),
                new ServerSettings(FAST),
                new SecureRandom(),
                duration -> Thread.sleep(duration.toMillis()));
    }

    /** The folder of this test run, named by its process so that a later run can tell whether it is over. */
    private static final class ThisRun {

        static final Path FOLDER = open();

        private static Path open() {
            try {
                Path all = Path.of(
                        System.getProperty("java.io.tmpdir"), "appdb-test-servers-" + System.getProperty("user.name"));
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
            long started =
                    process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
            return process.pid() + "-" + started;
        }

        private static void endLeftovers(Path all) throws IOException {
            try (Stream<Path> runs = Files.list(all)) {
                for (Path run : runs.toList()) {
                    String name = String.valueOf(run.getFileName());
                    long pid = Long.parseLong(name.substring(0, name.indexOf('-')));
                    if (ProcessHandle.of(pid)
                            .filter(p -> nameOf(p).equals(name))
                            .isEmpty()) {
                        end(run);
                    }
                }
            }
        }

        private static void end(Path run) {
            for (PostgresMajor major : PostgresMajor.supported()) {
                try {
                    server(run.resolve(major.toString()), major).destroy();
                } catch (PostgresException e) {
                    System.err.println(e.getMessage());
                }
            }
            try {
                Folders.delete(run);
            } catch (IOException e) {
                System.err.println("Could not delete " + run + ": " + Objects.toString(e.getMessage()));
            }
        }
    }
}
