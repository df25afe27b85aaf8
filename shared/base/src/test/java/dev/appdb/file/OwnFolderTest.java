package dev.appdb.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import dev.appdb.failure.FailureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that a project may bring in a folder {@code .appdb}, at every place where appdb has something. */
class OwnFolderTest {
    /** Every file and folder that appdb makes, and what each is in. */
    private static final List<String> PLACES = List.of(
            ".gitignore",
            "draft.json",
            "checks",
            "checks/shop-dev.json",
            "runs",
            "local",
            "local/shop",
            "local/shop/dev",
            "local/shop/dev.users",
            "local/shop/dev.in-passing",
            "local/shop/dev/server.lock",
            "local/shop/dev/pgpass",
            "local/shop/dev/port",
            "local/shop/dev/program.out",
            "local/shop/dev/data-is-at",
            "local/shop/dev/cluster",
            "local/shop/dev/new-1",
            "local/new-1/new-2/port",
            "server",
            "server/.gitignore",
            "server/shop/dev/pgpass",
            "server/shop/dev/pgpass.next",
            "server/shop/dev/pgpass.lock",
            "aws",
            "aws/rds-global-bundle.pem",
            "bot",
            "bot/database/server.lock",
            "bot/local/shop/dev/pgpass",
            "demo",
            "demo.lock",
            "demo/policy.yaml",
            "anything/else");

    @TempDir
    Path folder;

    private Path project;
    private Path outside;

    /** Something that a project brings. */
    private interface Plant {
        void at(Path place) throws Exception;
    }

    @BeforeEach
    void makeAProjectAndSomethingOfValueOutside() throws IOException {
        project = Files.createDirectory(folder.resolve("project"));
        outside = folder.resolve("authorized_keys");
        Files.writeString(outside, "ssh-ed25519 AAAA");
        Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rw-r--r--"));
    }

    @Test
    void nothingThatLeadsElsewhereIsUsedWhereverItIs() throws Exception {
        Path otherFolder = Files.createDirectory(folder.resolve("home"));
        Files.setPosixFilePermissions(otherFolder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, Plant> plants = Map.of(
                "is a symbolic link", place -> Files.createSymbolicLink(place, outside),
                "is a symbolic link ", place -> Files.createSymbolicLink(place, otherFolder),
                " is a symbolic link", place -> Files.createSymbolicLink(place, Path.of("../nothing-there")),
                "is a hard link", place -> Files.createLink(place, outside));
        for (String name : PLACES) {
            for (Map.Entry<String, Plant> plant : plants.entrySet()) {
                Path place = own().path().resolve(name);
                Folders.make(place.resolveSibling(".").normalize());
                plant.getValue().at(place);

                assertThatThrownBy(own()::check)
                        .as(name)
                        .isInstanceOf(FailureException.class)
                        .hasMessageContaining("did not use " + own().path() + ": .appdb/" + name + " "
                                + plant.getKey().strip());

                Folders.delete(own().path());
            }
        }
        assertThat(outside).hasContent("ssh-ed25519 AAAA");
        assertThat(permissions(outside)).isEqualTo("rw-r--r--");
        assertThat(permissions(otherFolder)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void theFolderItselfIsNoLink() throws Exception {
        Files.createSymbolicLink(own().path(), Files.createDirectory(folder.resolve("home")));

        assertThatThrownBy(own()::check).hasMessageContaining(".appdb is a symbolic link");
        assertThatThrownBy(() -> own().make("runs")).isInstanceOf(IOException.class);
        assertThat(folder.resolve("home")).isEmptyDirectory();
    }

    @Test
    void aPipeIsNeverOpened() throws Exception {
        Path pipe = own().make("checks").resolve("shop-dev.json");
        assertThat(run("mkfifo", pipe.toString())).isZero();

        assertThatThrownBy(own()::check).hasMessageContaining("shop-dev.json is neither a file nor a folder");
        assertThatThrownBy(() -> PrivateFile.read(pipe)).hasMessageContaining("it is neither a file nor a folder");
        assertThatThrownBy(() -> ProcessLock.take(pipe)).hasMessageContaining("it is neither a file nor a folder");
    }

    @Test
    void noFileIsOpenedThroughALinkOrInPlaceOfAFolder() throws Exception {
        Path file = own().make("runs").resolve("r-1.jsonl");
        for (Plant plant : List.<Plant>of(
                place -> Files.createSymbolicLink(place, outside),
                place -> Files.createLink(place, outside),
                place -> Files.createDirectory(place))) {
            plant.at(file);
            assertThatThrownBy(() -> PrivateFile.append(file, "x")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> PrivateFile.read(file)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> PrivateFile.make(file)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> ProcessLock.take(file)).isInstanceOf(IOException.class);
            Files.delete(file);
        }
        Files.createSymbolicLink(file, outside);
        assertThatThrownBy(() -> new PasswordFile(file).tighten()).isInstanceOf(IOException.class);
        AtomicFile.writePrivate(file, "a file in place of the link");
        assertThat(outside).hasContent("ssh-ed25519 AAAA");
        assertThat(permissions(outside)).isEqualTo("rw-r--r--");
    }

    @Test
    void allProblemsAreNamedAtOnceAndNoNameIsPrintedAsItIs() throws Exception {
        own().make();
        for (int i = 0; i < 7; i++) {
            Files.createSymbolicLink(own().path().resolve("a\u001b[2J" + i), outside);
        }
        assertThatThrownBy(own()::check)
                .hasMessageContaining(".appdb/a?[2J")
                .hasMessageContaining("; and 2 more")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b"));
    }

    @Test
    void whatIsMadeIsClosedToOthersAndWhatWasOpenIsClosed() throws Exception {
        own().make("runs");
        assertThat(permissions(own().path())).isEqualTo("rwx------");
        assertThat(permissions(own().path().resolve("runs"))).isEqualTo("rwx------");
        Path file = own().path().resolve("draft.json");
        Files.writeString(file, "{}");
        Path cluster = Files.createDirectories(own().path().resolve("local/shop/dev/cluster"));
        for (Path each :
                List.of(file, own().path().resolve(".gitignore"), own().path().resolve("runs"), cluster)) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxrwxrwx"));
        }

        own().check();

        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(own().path().resolve("runs"))).isEqualTo("rwx------");
        assertThat(permissions(own().path().resolve("local")))
                .as("the account of root's servers passes through")
                .isEqualTo(isRoot() ? "rwx--x--x" : "rwx------");
        assertThat(permissions(cluster)).as("is the server's").isEqualTo("rwxrwxrwx");
    }

    @Test
    void othersFilesAreNotUsedUnlessTheirProjectIsTrusted() throws Exception {
        assumeTrue(isRoot(), "only root can give files away");
        own().make("runs");
        for (Path each : List.of(project, own().path(), own().path().resolve(".gitignore"))) {
            Files.setAttribute(each, "unix:uid", 4711);
            assertThatThrownBy(own()::check)
                    .as(each.toString())
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("belongs to another user");
            assertThatCode(() -> own(Map.of("SUDO_UID", "4711")).check()).doesNotThrowAnyException();
            String others = folder + ":" + project;
            assertThatCode(() -> own(Map.of("APPDB_SAFE_DIRECTORY", others)).check())
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> own(Map.of("APPDB_SAFE_DIRECTORY", folder.toString(), "SUDO_UID", "1"))
                            .check())
                    .hasMessageContaining("belongs to another user");
            Files.setAttribute(each, "unix:uid", 0);
        }
        Files.setAttribute(project, "unix:uid", 4711);
        Folders.delete(own().path());
        assertThatCode(own()::check).as("nothing is there yet").doesNotThrowAnyException();
        assertThatThrownBy(() -> own().make("runs"))
                .hasMessageContaining("`APPDB_SAFE_DIRECTORY=" + project.toRealPath() + "`");
        assertThat(own().path()).doesNotExist();
        own(Map.of("APPDB_SAFE_DIRECTORY", "*")).make("runs");
        assertThat(Files.getAttribute(own().path().resolve("runs"), "unix:uid")).isEqualTo(4711);
    }

    @Test
    void aFolderThatGitTracksIsNotUsed() throws Exception {
        assumeTrue(run("git", "--version") == 0, "there is no git here");
        Path inside = Files.createDirectories(project.resolve("inside"));
        Files.writeString(project.resolve(".a-file-before"), "");
        Files.writeString(project.resolve("x-file-after"), "");
        for (String format : List.of("sha1", "sha256")) {
            for (String version : List.of("2", "3", "4")) {
                assertThat(run("git", "init", "-q", "--object-format=" + format, project.toString()))
                        .isZero();
                own().make();
                OwnFolder.of(inside, Map.of()).make();
                git("add", "--", ".");
                git("update-index", "--index-version", version);
                own().check();
                OwnFolder.of(inside, Map.of()).check();
                git("add", "-f", version.equals("3") ? "--intent-to-add" : "--", ".appdb/.gitignore");
                git("add", "-f", "inside/.appdb/.gitignore");

                for (OwnFolder each : List.of(own(), OwnFolder.of(inside, Map.of()))) {
                    assertThatThrownBy(each::check)
                            .as(format + " " + version)
                            .hasMessageContaining("git tracks files in it")
                            .hasMessageContaining("`git rm -r --cached " + each.path() + "`");
                    assertThatThrownBy(each::make).isInstanceOf(FailureException.class);
                }
                Folders.delete(project.resolve(".git"));
            }
        }
    }

    private OwnFolder own() {
        return own(Map.of());
    }

    private OwnFolder own(Map<String, String> environment) {
        return OwnFolder.of(project, environment);
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", project.toString()));
        command.addAll(List.of(arguments));
        assertThat(run(command.toArray(String[]::new))).as(command.toString()).isZero();
    }

    private static int run(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException notInstalled) {
            return -1;
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(printed).doesNotContain("fatal");
        return process.waitFor();
    }

    private static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }
}
