package dev.appdb.embedded;

import static dev.appdb.embedded.RdsShapeTest.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appdb.failure.FailureException;
import dev.appdb.file.Folders;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Servers of root and of an ordinary user. */
class OtherAccountTest {

    @RegisterExtension
    final Homes homes = new Homes();

    @Test
    void asRootTheServerRunsAsSomebodyElseAndItsDataIsClosedToOthers() throws Exception {
        assumeRoot();
        Path home = homes.fresh();
        long pid = homes.server(home).start().pid();

        assertThat(Files.getAttribute(Path.of("/proc/" + pid), "unix:uid")).isNotEqualTo(0);
        Path cluster = home.resolve("cluster");
        assertThat(Files.getAttribute(cluster, "unix:uid")).isNotEqualTo(0);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cluster)))
                .isEqualTo("rwx------");
        assertThat(Files.getAttribute(home.resolve("pgpass"), "unix:uid")).isEqualTo(0);
    }

    @Test
    void whereRootsFolderIsClosedTheDataLivesOutsideAndIsDestroyedWithTheHome(@TempDir Path closed) throws Exception {
        assumeRoot();
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        Path outside = homes.fresh("outside");
        EmbeddedPostgres server = outsideOf(closed.resolve("home"), outside);

        long pid = server.start().pid();
        assertThat(Homes.namesIn(closed.resolve("home")))
                .containsExactly("data-is-at", "pgpass", "port", "server.lock");
        assertThat(Homes.namesIn(outside)).hasSize(1);
        server.stop();
        assertThat(server.start().pid()).isNotEqualTo(pid);

        server.destroy();
        assertThat(closed.resolve("home")).doesNotExist();
        assertThat(Homes.namesIn(outside)).isEmpty();
        Files.delete(outside);
    }

    @Test
    void aCopiedHomeDoesNotGetTheDataOfTheOneItWasCopiedFrom(@TempDir Path closed) throws Exception {
        assumeRoot();
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        Path outside = homes.fresh("outside");
        Path home = closed.resolve("home");
        EmbeddedPostgres original = outsideOf(home, outside);
        Running running = original.start();
        Path copy = Files.createDirectory(closed.resolve("copy"));
        for (String name : Homes.namesIn(home)) {
            Files.copy(home.resolve(name), copy.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }

        EmbeddedPostgres copied = outsideOf(copy, outside);
        assertThat(copied.status()).isEqualTo(new Status.Absent());
        assertThat(copied.start().pid()).isNotEqualTo(running.pid());
        copied.destroy();

        assertThat(original.status()).isInstanceOf(Status.Up.class);
        original.destroy();
        assertThat(Homes.namesIn(outside)).isEmpty();
        Files.delete(outside);
    }

    @Test
    void aMovedHomeKeepsItsDataOutsideAlsoWhenItsOldPlaceIsUsedAgain(@TempDir Path closed) throws Exception {
        assumeRoot();
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        Path outside = homes.fresh("outside");
        Path old = closed.resolve("old");
        long pid = outsideOf(old, outside).start().pid();

        Files.move(old, closed.resolve("new"));
        EmbeddedPostgres moved = outsideOf(closed.resolve("new"), outside);
        assertThat(moved.start().pid()).isEqualTo(pid);
        EmbeddedPostgres another = outsideOf(old, outside);
        another.start();

        assertThat(moved.status())
                .isInstanceOfSatisfying(
                        Status.Up.class, up -> assertThat(up.pid()).isEqualTo(pid));
        another.destroy();
        moved.destroy();
        assertThat(Homes.namesIn(outside)).isEmpty();
        Files.delete(outside);
    }

    @Test
    void aPointerToDataThatIsGoneMeansANewServer(@TempDir Path closed) throws Exception {
        assumeRoot();
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        Path outside = homes.fresh("outside");
        EmbeddedPostgres server = outsideOf(closed.resolve("home"), outside);
        server.start();
        server.stop();
        Folders.delete(outside);

        assertThat(server.status()).isEqualTo(new Status.Absent());
        try (Connection master = server.start().connect("postgres", "app")) {
            assertThat(rows(master, "SELECT 1")).containsExactly("1");
        }
        server.destroy();
        Files.delete(outside);
    }

    @Test
    void theServerOfAHomeThatWasDeletedByHandIsEndedByTheNextCreation(@TempDir Path closed) throws Exception {
        assumeRoot();
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        Path outside = homes.fresh("outside");
        Path deleted = closed.resolve("deleted");
        ProcessHandle lost =
                ProcessHandle.of(outsideOf(deleted, outside).start().pid()).orElseThrow();
        Folders.delete(deleted);
        assertThat(LostData.in(outside))
                .singleElement()
                .extracting(LostData::home)
                .isEqualTo(closed.toRealPath().resolve("deleted"));

        EmbeddedPostgres next = outsideOf(closed.resolve("next"), outside);
        next.start();

        assertThat(lost.onExit()).succeedsWithin(Duration.ofMinutes(2));
        next.destroy();
        assertThat(Homes.namesIn(outside)).as("the data stays").hasSize(1);
        Folders.delete(outside);
    }

    private static EmbeddedPostgres outsideOf(Path home, Path outside) throws FailureException {
        return TestServers.server(new ServerHome(home, outside), PostgresMajor.DEFAULT);
    }

    @Test
    void anOrdinaryUserKeepsEverythingInTheHomeAndInItsOwnCache() throws Exception {
        assumeRoot();
        ServerAccount ordinary = ServerAccount.forThisProcess();
        Path own = Files.createDirectory(homes.fresh("ordinary"));
        Path readable = readableCopyOfEverything(own);
        ordinary.give(own);
        assumeTrue(
                ordinary.canEnter(Path.of(System.getProperty("java.home"))),
                "this Java is where an ordinary user cannot run it");

        Process child = ChildProcess.process(
                ordinary.command(List.of()),
                readable + "/*:" + readable + "/classes:" + readable + "/test-classes",
                Map.of("user.home", own.toString(), PostgresBinaries.FOLDER_PROPERTY, readable.toString()),
                List.of(own.resolve("home").toString(), PostgresMajor.DEFAULT.toString()),
                Redirect.PIPE);
        String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(printed).isZero();
        Path home = own.resolve("home");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        Object user = Files.getAttribute(own, "unix:uid");
        Running running = homes.server(home).start();
        assertThat(Files.getAttribute(Path.of("/proc/" + running.pid()), "unix:uid"))
                .isEqualTo(user);
        running.createDatabase("made_by_root");
        running.allowLogin("rds_superuser");
        try (Stream<Path> all = Files.walk(own)) {
            assertThat(all.filter(path -> path.startsWith(home)))
                    .as("root that uses an ordinary user's server leaves nothing of root's")
                    .allMatch(path -> owner(path).equals(user));
        }
        homes.server(home).destroy();
        Folders.delete(own);
    }

    /** As in a container that sets a number only; of such a user Java 17 says that it is root. */
    @Test
    void aUserWithoutAnEntryInThePasswdDatabaseIsNamedAsTheCause() throws Exception {
        assumeRoot();
        Path own = Files.createDirectory(homes.fresh("nameless"));
        Path readable = readableCopyOfEverything(own);
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
        assumeTrue(
                ServerAccount.forThisProcess().canEnter(Path.of(System.getProperty("java.home"))),
                "this Java is where an ordinary user cannot run it");

        Process child = ChildProcess.process(
                List.of("setpriv", "--reuid", "54321", "--regid", "54321", "--clear-groups"),
                readable + "/*:" + readable + "/classes:" + readable + "/test-classes",
                Map.of("user.home", own.toString(), PostgresBinaries.FOLDER_PROPERTY, readable.toString()),
                List.of(own.resolve("home").toString(), PostgresMajor.DEFAULT.toString()),
                Redirect.PIPE);
        String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(printed).isNotZero();
        assertThat(printed).contains("user 54321 has no entry in the passwd database");
        Folders.delete(own);
    }

    @Test
    void rootBecomesSomebodyElseWithSetprivOrWithRunuser() throws Exception {
        assumeRoot();
        for (String program : List.of("setpriv", "runuser")) {
            ServerAccount account = ServerAccount.forThisProcess(List.of(program));

            Process process = new ProcessBuilder(account.command(List.of("id", "-u"))).start();

            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
                    .matches("[1-9][0-9]*");
        }
        assertThatThrownBy(() -> ServerAccount.forThisProcess(List.of("no-such-program")))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("Run the command as an ordinary user, or install util-linux.");
    }

    private static Object owner(Path path) {
        try {
            return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Class path and binaries, where an ordinary user can read them: root's Maven repository is closed. */
    private static Path readableCopyOfEverything(Path folder) throws IOException {
        Path copy = Files.createDirectory(folder.resolve("lib"));
        List<Path> sources = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            sources.add(Path.of(entry));
        }
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty(PostgresBinaries.FOLDER_PROPERTY, "")))) {
            jars.filter(jar -> jar.toString().contains("-" + PostgresMajor.DEFAULT + "."))
                    .forEach(sources::add);
        }
        for (Path source : sources) {
            try (Stream<Path> all = Files.walk(source)) {
                for (Path path : all.toList()) {
                    Files.copy(path, copy.resolve(source.resolveSibling("").relativize(path)));
                }
            }
        }
        return copy;
    }

    private static void assumeRoot() {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can be somebody else");
    }
}
