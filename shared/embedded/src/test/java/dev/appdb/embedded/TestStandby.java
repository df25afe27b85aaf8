package dev.appdb.embedded;

import dev.appdb.failure.FailureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server of its own and a hot standby that streams from it. The binaries have no pg_basebackup, so the standby is a copy of
 * the data of the server while that is down.
 */
public final class TestStandby implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final EmbeddedPostgres primary;
    private final EmbeddedPostgres standby;
    private final TestServer writer;
    private final TestServer reader;

    private TestStandby(EmbeddedPostgres primary, EmbeddedPostgres standby) throws FailureException {
        this.primary = primary;
        this.standby = standby;
        this.writer = new TestServer(primary.start());
        this.reader = new TestServer(standby.start());
    }

    /** The work on the server before its data is copied. */
    @FunctionalInterface
    public interface Preparation {
        void on(TestServer server) throws Exception;
    }

    /** Both, running; the standby has all that the preparation made. */
    public static TestStandby of(PostgresMajor major, Preparation preparation) throws Exception {
        Path folder = TestServers.folderOfThisRun();
        String name = major + "-pair-" + COUNT.incrementAndGet();
        Path home = folder.resolve(name);
        EmbeddedPostgres primary = server(home, major);
        TestServer server = new TestServer(primary.start());
        preparation.on(server);
        primary.stop();
        Path data = home.resolve("cluster").resolve("data");
        append(data.resolve("pg_hba.conf"), "host replication all 127.0.0.1/32 trust\n");
        Path copied = folder.resolve(name + "-standby");
        copy(home, copied);
        Path copiedData = copied.resolve("cluster").resolve("data");
        append(
                copiedData.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + server.running().port() + " user="
                        + server.running().bootstrap() + "'\n");
        copy(copiedData.resolve("PG_VERSION"), copiedData.resolve("standby.signal"));
        return new TestStandby(primary, server(copied, major));
    }

    private static EmbeddedPostgres server(Path home, PostgresMajor major) throws FailureException {
        return TestServers.server(new ServerHome(home, ServerHome.OUTSIDE), major, Seal.ofThisAccount(true));
    }

    private static void append(Path file, String line) throws IOException {
        Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    /** With owners and rights, which Java copies for its own account only. */
    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("cp", "-pR", from.toString(), to.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("cp -pR " + from + " " + to + " ended with " + exit);
        }
    }

    /** The server that takes changes. */
    public TestServer writer() {
        return writer;
    }

    /** The standby, which has them a moment later. */
    public TestServer reader() {
        return reader;
    }

    @Override
    public void close() throws FailureException {
        standby.destroy();
        primary.destroy();
    }
}
