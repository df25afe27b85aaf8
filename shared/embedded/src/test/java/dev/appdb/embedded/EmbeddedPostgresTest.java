package dev.appdb.embedded;

import static dev.appdb.embedded.RdsShapeTest.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.file.Folders;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedPostgresTest {

    @RegisterExtension
    final Homes homes = new Homes();

    @Test
    void lookingAtAServerThatWasNeverMadeMakesNothing() throws Exception {
        Path home = homes.fresh();

        assertThat(homes.server(home).status()).isEqualTo(new Status.Absent());
        homes.server(home).stop();
        homes.server(home).destroy();

        assertThat(home).doesNotExist();
    }

    @Test
    void aServerKeepsItsPortAndItsDataFromStartToStart() throws Exception {
        Path home = homes.fresh();
        EmbeddedPostgres server = homes.server(home);

        Running first = server.start();
        try (Connection master = first.connect("postgres", "app");
                Statement statement = master.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }
        assertThat(server.status()).isEqualTo(new Status.Up(PostgresMajor.DEFAULT, first.port(), first.pid()));
        assertThat(server.start().pid()).as("adopted, not started again").isEqualTo(first.pid());
        server.stop();
        server.stop();
        assertThat(server.status()).isEqualTo(new Status.Stopped(PostgresMajor.DEFAULT));

        Running second = server.start();
        assertThat(second.port()).isEqualTo(first.port());
        try (Connection master = second.connect("postgres", "app")) {
            assertThat(rows(master, "SELECT answer FROM kept")).containsExactly("42");
        }
    }

    @Test
    void destroyingLeavesNothingAndTheNextStartMakesANewServer() throws Exception {
        Path home = homes.fresh();
        EmbeddedPostgres server = homes.server(home);
        ProcessHandle process = ProcessHandle.of(server.start().pid()).orElseThrow();

        server.destroy();
        assertThat(home).doesNotExist();
        assertThat(process.onExit()).succeedsWithin(Duration.ofMinutes(5));

        assertThat(server.start().pid()).isNotEqualTo(process.pid());
    }

    @Test
    void aNewServerTakesACommitForDoneOnlyWhenItIsOnDisk() throws Exception {
        assertThat(ServerSettings.STANDARD.isDurable()).isTrue();
        assertThat(ServerSettings.STANDARD.text()).doesNotContain("fsync");
    }

    @Test
    void aDestructionThatWasKilledHalfWayIsFinishedByTheNextOne() throws Exception {
        Path home = homes.fresh();
        EmbeddedPostgres server = homes.server(home);
        server.start();
        server.stop();
        Files.move(home.resolve("cluster"), home.resolve("gone-1"));
        Files.delete(home.resolve("gone-1/data/PG_VERSION"));

        assertThat(server.status()).isEqualTo(new Status.Absent());
        server.destroy();

        assertThat(home).doesNotExist();
    }

    @Test
    void aTakenPortIsLeftToItsTakerAndTheNewOneIsRemembered() throws Exception {
        EmbeddedPostgres server = homes.server(homes.fresh());
        int port = server.start().port();
        server.stop();

        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            int other = server.start().port();
            assertThat(other).isNotEqualTo(taken.getLocalPort());
            server.stop();
            assertThat(server.start().port()).isEqualTo(other);
        }
    }

    @Test
    void aKilledServerIsStartedAgainAlthoughItsPidFileNamesAnotherProcessNow() throws Exception {
        Path home = homes.fresh();
        EmbeddedPostgres server = homes.server(home);
        Running running = server.start();
        try (Connection master = running.connect("postgres", "app");
                Statement statement = master.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }
        ProcessHandle process = ProcessHandle.of(running.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        assertThat(server.status()).isEqualTo(new Status.Stopped(PostgresMajor.DEFAULT));

        Process unrelated = sleeperOwnedBy(home.resolve("cluster"));
        try {
            Path pidFile = home.resolve("cluster/data/postmaster.pid");
            List<String> lines = Files.readAllLines(pidFile);
            Files.writeString(
                    pidFile, unrelated.pid() + "\n" + String.join("\n", lines.subList(1, lines.size())) + "\n");
            assertThat(server.status()).isEqualTo(new Status.Stopped(PostgresMajor.DEFAULT));

            Running again = server.start();

            assertThat(unrelated.isAlive()).isTrue();
            try (Connection master = again.connect("postgres", "app")) {
                assertThat(rows(master, "SELECT answer FROM kept")).containsExactly("42");
            }
        } finally {
            unrelated.destroyForcibly();
        }
    }

    /** A process that PostgreSQL would take for a live server: of the same user. */
    private static Process sleeperOwnedBy(Path cluster) throws Exception {
        return new ProcessBuilder(ServerAccount.owning(cluster).command(List.of("sleep", "600"))).start();
    }

    @Test
    void anEmptyPidFileOfAServerThatDiedEarlyIsNoObstacle() throws Exception {
        Path home = homes.fresh();
        EmbeddedPostgres server = homes.server(home);
        server.start();
        server.stop();
        Files.createFile(home.resolve("cluster/data/postmaster.pid"));

        assertThat(server.status()).isEqualTo(new Status.Stopped(PostgresMajor.DEFAULT));
        assertThat(server.start().pid()).isPositive();
    }

    @Test
    void anEmptyPidFileOfAServerThatIsStartingIsWaitedFor() throws Exception {
        Path home = homes.fresh();
        EmbeddedPostgres server = homes.server(home);
        Running running = server.start();
        Path pidFile = home.resolve("cluster/data/postmaster.pid");
        byte[] written = Files.readAllBytes(pidFile);
        Files.write(pidFile, new byte[0]);

        CompletableFuture<Running> found = CompletableFuture.supplyAsync(() -> {
            try {
                return server.start();
            } catch (FailureException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(found).as("a server that has not written it yet").failsWithin(Duration.ofMillis(300));
        assertThat(pidFile).as("it stays the live server's").exists();
        Files.write(pidFile, written);

        assertThat(found)
                .succeedsWithin(Duration.ofMinutes(2))
                .extracting(Running::pid)
                .isEqualTo(running.pid());
    }

    @Test
    void aDatabaseIsMadeOnceWhateverItsName() throws Exception {
        Running running = TestServers.onDefault().running();

        running.createDatabase("it's \"my\" database/ü?");
        running.createDatabase("it's \"my\" database/ü?");

        try (Connection master = running.connect("postgres", "it's \"my\" database/ü?")) {
            assertThat(rows(
                            master,
                            "SELECT current_database(), datdba::regrole FROM pg_database"
                                    + " WHERE datname = current_database()"))
                    .containsExactly("it's \"my\" database/ü? postgres");
        }
    }

    @Test
    void aServerWhoseLockWasDeletedByHandIsStoppedStartedAndDestroyedAllTheSame() throws Exception {
        Path home = homes.fresh();
        EmbeddedPostgres server = homes.server(home);
        server.start();

        Files.delete(home.resolve("server.lock"));
        server.stop();
        assertThat(server.status()).isEqualTo(new Status.Stopped(PostgresMajor.DEFAULT));

        Files.delete(home.resolve("server.lock"));
        ProcessHandle process = ProcessHandle.of(server.start().pid()).orElseThrow();

        Files.delete(home.resolve("server.lock"));
        server.destroy();
        assertThat(home).doesNotExist();
        assertThat(process.onExit()).succeedsWithin(Duration.ofMinutes(5));
    }

    @Test
    void aHomeThatLostAllButItsPasswordFileIsMadeAnewAndDestroyed() throws Exception {
        Path home = homes.fresh();
        Files.createDirectories(home);
        Files.writeString(home.resolve("pgpass"), "127.0.0.1:*:*:postgres:old\n");
        homes.server(home).start();
        homes.server(home).destroy();
        Files.createDirectories(home);
        Files.writeString(home.resolve("pgpass"), "127.0.0.1:*:*:postgres:old\n");

        homes.server(home).destroy();

        assertThat(home).doesNotExist();
    }

    @Test
    void theListenerIsCalledBeforeAStartAndNotForARunningServer() throws Exception {
        EmbeddedPostgres server = homes.server(homes.fresh());
        List<String> calls = new ArrayList<>();
        server.start(() -> calls.add("made"));
        server.start(() -> calls.add("found"));
        assertThat(server.running()).isPresent();
        server.stop();

        assertThat(server.running()).isEmpty();
        server.start(() -> calls.add("started"));

        assertThat(calls).containsExactly("made", "started");
    }

    @Test
    void aPathThatPostgresqlCannotWorkInIsRefusedBeforeAnythingIsMade() throws Exception {
        Path broken = homes.fresh("line\nbreak").resolve("home");
        Path deep = homes.fresh();
        Path parent = deep;
        for (int i = 0; i < 5; i++) {
            deep = deep.resolve("d".repeat(200));
        }

        for (Path home : List.of(broken, deep)) {
            EmbeddedPostgres server = homes.server(home);
            String why = home.equals(broken) ? "the path has a line break" : "PostgreSQL takes no more than 900";
            assertThatThrownBy(server::status)
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining(why);
            assertThatThrownBy(server::start)
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining(why);
        }
        assertThat(broken.getParent()).doesNotExist();
        assertThat(parent).doesNotExist();
    }

    @Test
    void theLongestPathThatIsLetThroughWorks() throws Exception {
        Path top = homes.fresh();
        Path home = top;
        while (HomePath.MOST_BYTES - home.toString().length() > 201) {
            home = home.resolve("d".repeat(199));
        }
        home = home.resolve("e".repeat(HomePath.MOST_BYTES - home.toString().length() - 1));

        try (Connection master = homes.server(home).start().connect("postgres", "app")) {
            assertThat(rows(master, "SELECT 1")).containsExactly("1");
        } finally {
            homes.server(home).destroy();
            Folders.delete(top);
        }
    }

    @Test
    void anotherMajorThanThatOfTheDataIsRefusedWithTheRemedy() throws Exception {
        Path home = TestServers.onDefault().running().passwordFile().resolveSibling("");

        assertThatThrownBy(() -> TestServers.server(home, new PostgresMajor(17)).start())
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("the data there was made by PostgreSQL 16. Ask for 16, or destroy this server");
    }

    @Test
    void aFolderWithOtherFilesIsNotTakenForAHome() throws Exception {
        Path home = homes.fresh();
        Files.createDirectories(home);
        Path file = Files.writeString(home.resolve("somebody's.txt"), "precious");

        assertThatThrownBy(() -> homes.server(home).start())
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("the folder holds other files.");
        homes.server(home).destroy();
        assertThat(file).exists();
    }

    @Test
    void aHomeMayHaveAnyCharactersInItsPath() throws Exception {
        Path home = homes.fresh("my $HOME `x` \"quoted\" 'folder' ünï").resolve("deeper one");

        Running running = homes.server(home).start();

        try (Connection master = running.connect("postgres", "app")) {
            assertThat(rows(master, "SELECT 1")).containsExactly("1");
        }
        homes.server(home).destroy();
        assertThat(home).doesNotExist();
        Files.delete(home.getParent());
    }

    @Test
    void aMovedHomeTakesItsRunningServerAlong() throws Exception {
        Path home = homes.fresh();
        long pid = homes.server(home).start().pid();

        Path moved = Files.move(home, homes.fresh());

        assertThat(homes.server(moved).start().pid()).isEqualTo(pid);
    }

    @Test
    void aLogThatHasGrownLargeIsCutWithOneOlderPartKept() throws Exception {
        Path home = homes.fresh();
        EmbeddedPostgres server = homes.server(home);
        Running running = server.start();
        Path log = home.resolve("cluster/log/server.log");
        Files.writeString(log, "x".repeat(11 * 1024 * 1024), StandardOpenOption.APPEND);

        server.start();
        try (Connection master = running.connect("postgres", "app");
                Statement statement = master.createStatement()) {
            statement.execute("CREATE TABLE logged ()");
        }

        assertThat(Files.readString(log)).contains("CREATE TABLE logged").hasSizeLessThan(10_000);
        assertThat(Files.size(log.resolveSibling("server.log.1"))).isGreaterThan(11 * 1024 * 1024);
    }

    @Test
    void aServerThatCannotStartSaysWhyWithTheEndOfItsLog() throws Exception {
        Path home = homes.fresh();
        EmbeddedPostgres server = homes.server(home);
        server.start();
        server.stop();
        Path settings = home.resolve("cluster/data/appdb.conf");
        Files.writeString(settings, Files.readString(settings) + "no_such_parameter = 1\n");
        Seal.ofThisAccount(false).put(new Cluster(home.resolve("cluster")));

        assertThatThrownBy(server::start).isInstanceOfSatisfying(FailureException.class, thrown -> {
            Failure failure = thrown.failure();
            assertThat(failure.what()).startsWith("could not start the server in ");
            assertThat(failure.why()).contains("unrecognized configuration parameter \"no_such_parameter\"");
            assertThat(failure.remedy().toString()).contains("server.log");
        });
    }
}
