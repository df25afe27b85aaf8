package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in a home of its own, with programs that only say that they were called. */
class LauncherTest {
    @TempDir
    Path home;

    private Path programs;
    private @Nullable Path javaHome;
    private String javaOptions = "";

    @BeforeEach
    void aHomeWithoutAnythingBuilt() throws IOException {
        Path launcher = Path.of("..", "appdb").toAbsolutePath().normalize();
        assumeTrue(Files.isRegularFile(launcher), "the launcher is beside the module src");
        Files.copy(launcher, home.resolve("appdb"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String module :
                new String[] {"shared/engine/src/main/java", "tui/src/main/java", "bot/src/main/java", "src/main/java"
                }) {
            Files.createDirectories(home.resolve(module));
        }
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.writeString(home.resolve("src/main/java/A.java"), "class A {}");
        programs = Files.createDirectory(home.resolve("programs"));
        java(0);
        program("mvn", "echo mvn \"$@\" >>\"" + home + "/maven.log\"; mkdir -p src/target; : >src/target/appdb.jar");
    }

    @Test
    void buildsOnceAndThenDoesNotTouchMaven() throws Exception {
        Run first = launch("--version");
        assertThat(first.exitCode()).isZero();
        assertThat(first.err()).contains("building");
        assertThat(first.out()).startsWith("java ").contains("-jar " + home + "/src/target/appdb.jar --version");

        Run second = launch("--version");
        assertThat(second.err()).isEmpty();
        assertThat(mavenCalls()).isEqualTo(1);
    }

    /** Java would take it from the passwd database, and name it "?" for a user without an entry there. */
    @Test
    void theHomeFolderIsTheOneOfHOME() throws Exception {
        assertThat(launch("--version").out()).contains(" -Duser.home=" + System.getenv("HOME") + " ");
    }

    /** As an archive is unpacked: with a Java of its own, and everything made already. */
    @Test
    void anUnpackedArchiveStartsItsOwnJavaAndMakesNothing() throws Exception {
        Files.createDirectories(home.resolve("runtime/bin"));
        Files.copy(programs.resolve("java"), home.resolve("runtime/bin/java"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("lib/start.jsa"), "classes");
        program("java", "echo not this one");

        Run run = launch("status");

        assertThat(run.out())
                .contains(
                        " -XX:SharedArchiveFile=" + home.toRealPath() + "/lib/start.jsa ",
                        " -Dappdb.postgres.binaries=" + home.toRealPath() + "/postgres ",
                        "-jar " + home.toRealPath() + "/lib/appdb.jar status");
        assertThat(run.err()).isEmpty();
        assertThat(home.resolve("maven.log")).doesNotExist();
        assertThat(home.resolve("src/target")).doesNotExist();
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        launch("--version");
        Files.setLastModifiedTime(
                home.resolve("src/main/java/A.java"),
                FileTime.from(Instant.now().plusSeconds(60)));

        launch("--version");

        assertThat(mavenCalls()).isEqualTo(2);
    }

    @Test
    void doesNotBuildAgainForWhatOnlyMeasures() throws Exception {
        launch("--version");
        Path measuring =
                Files.createDirectories(home.resolve("src/bench/main/java")).resolve("B.java");
        Files.writeString(measuring, "class B {}");
        Files.setLastModifiedTime(measuring, FileTime.from(Instant.now().plusSeconds(60)));

        launch("--version");

        assertThat(mavenCalls()).isEqualTo(1);
    }

    @Test
    void aFailedBuildIsShownAndTriedAgainNextTime() throws Exception {
        program("mvn", "echo it does not compile; exit 1");

        Run failed = launch("--version");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("it does not compile", "the build failed");
        assertThat(failed.out()).isEmpty();
        program("mvn", "mkdir -p src/target; : >src/target/appdb.jar");
        assertThat(launch("--version").exitCode()).isZero();
    }

    @Test
    void worksThroughALinkAndFromAnotherFolder() throws Exception {
        Path link = Files.createSymbolicLink(programs.resolve("my-appdb"), home.resolve("appdb"));

        Run run = start(link, programs, "status");

        assertThat(run.out()).contains("-jar " + home.toRealPath() + "/src/target/appdb.jar status");
    }

    @Test
    void makesTheArchiveOfClassesOnceAndStartsWithIt() throws Exception {
        Run first = launch("--version");

        String archive = archives().get(0).toRealPath().toString();
        assertThat(first.out()).contains(" -XX:SharedArchiveFile=" + archive + " ");
        assertThat(launch("--version").out()).isEqualTo(first.out());
        assertThat(trainings()).isEqualTo(1);
        assertThat(first.err() + archives())
                .doesNotContain("what the training says")
                .doesNotContain(".jsa.");
    }

    @Test
    void makesTheArchiveAgainOnceWhatItWasMadeOfIsNewer() throws Exception {
        launch("--version");
        Files.setLastModifiedTime(archives().get(0), FileTime.from(Instant.EPOCH));

        Run after = launch("--version");

        assertThat(trainings()).isEqualTo(2);
        assertThat(after.err()).isEmpty();
        assertThat(after.out()).contains("-XX:SharedArchiveFile=");
        assertThat(archives()).hasSize(1);
    }

    @Test
    void anotherJavaHasAnArchiveOfItsOwn() throws Exception {
        launch("--version");
        Path other = Files.createDirectories(home.resolve("other java/bin"));
        Files.copy(programs.resolve("java"), other.resolve("java"), StandardCopyOption.COPY_ATTRIBUTES);
        javaHome = other.getParent();

        Run run = launch("--version");
        launch("--version");

        assertThat(run.err()).isEmpty();
        assertThat(archives()).hasSize(2);
        assertThat(trainings()).isEqualTo(2);
    }

    @Test
    void fromJava25OnTheArchiveIsACacheOfLinkedClasses() throws Exception {
        release("25.0.1");

        Run run = launch("--version");
        launch("--version");

        assertThat(run.out())
                .contains(" -XX:AOTCache=" + home.toRealPath(), " -Xlog:aot*=off:stderr")
                .doesNotContain("SharedArchiveFile", "-Xshare");
        assertThat(trainings()).isEqualTo(1);
    }

    @Test
    void aJavaThatWasReplacedInItsPlaceHasANewArchive() throws Exception {
        release("17.0.15");
        launch("--version");
        release("17.0.16");

        Run run = launch("--version");

        assertThat(run.out()).contains("17.0.16.jsa");
        assertThat(trainings()).isEqualTo(2);
    }

    /** Java ends at once where it is told of two archives. */
    @Test
    void whoTellsJavaOfAnArchiveOfTheirOwnGetsNoOther() throws Exception {
        javaOptions = "-Xmx200m -Xshare:off";

        Run run = launch("--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("java ").doesNotContain("SharedArchiveFile");
    }

    @Test
    void startsWithoutAnArchiveWhereItsNameWouldBeTooLong() throws Exception {
        Path other = Files.createDirectories(home.resolve("j".repeat(120)).resolve("k".repeat(120) + "/bin"));
        Files.copy(programs.resolve("java"), other.resolve("java"), StandardCopyOption.COPY_ATTRIBUTES);
        javaHome = other.getParent();

        assertThat(launch("--version").out()).startsWith("java ").doesNotContain("SharedArchiveFile");
        assertThat(home.resolve("trainings.log")).doesNotExist();
    }

    @Test
    void aJavaThatCantMakeAnArchiveStartsWithoutOneAndIsNotAskedAgain() throws Exception {
        java(1);

        Run first = launch("--version");
        Run second = launch("--version");

        assertThat(first.exitCode() + second.exitCode()).isZero();
        assertThat(first.out()).startsWith("java ").doesNotContain("SharedArchiveFile");
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(first.err()).doesNotContain("what the training says");
        assertThat(second.err()).isEmpty();
        assertThat(trainings()).isEqualTo(1);
    }

    /** Makes the Java one that is in a home of its own, of a version. */
    private void release(String version) throws IOException {
        Path other = Files.createDirectories(home.resolve("jdk/bin"));
        if (Files.notExists(other.resolve("java"))) {
            Files.copy(programs.resolve("java"), other.resolve("java"), StandardCopyOption.COPY_ATTRIBUTES);
        }
        javaHome = other.getParent();
        Files.writeString(
                other.resolveSibling("release"),
                "IMPLEMENTOR=\"Nobody\"\nJAVA_RUNTIME_VERSION=\"" + version + "\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    /** A Java that notes when it is to make an archive, and what comes of that. */
    private void java(int exitCode) throws IOException {
        program("java", """
                for word in "$@"; do
                    case $word in
                        -XX:ArchiveClassesAtExit=* | -XX:AOTCacheOutput=*)
                            echo "$word" >>"%s/trainings.log"
                            echo what the training says | tee /dev/stderr
                            echo classes >"${word#*=}"
                            exit %d ;;
                    esac
                done
                echo java "$@"
                """.formatted(home, exitCode));
    }

    @Test
    void tooFewOpenFilesAreReportedBeforeJavaFails() throws Exception {
        Path few = home.resolve("few");
        Files.writeString(few, "#!/bin/sh\nulimit -n 64\nexec " + home.resolve("appdb") + " \"$@\"\n");
        Files.setPosixFilePermissions(few, PosixFilePermissions.fromString("rwxr-xr-x"));

        Run run = start(few, home, "--version");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(
                        "appdb: only 64 files may be open at once, and appdb needs 256. Raise the limit (ulimit -n).\n");
    }

    private long trainings() throws IOException {
        return Files.readAllLines(home.resolve("trainings.log")).size();
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("src/target"))) {
            return files.filter(file -> file.toString().contains(".jsa")).toList();
        }
    }

    private void program(String name, String body) throws IOException {
        Path program = programs.resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private long mavenCalls() throws IOException {
        return Files.readAllLines(home.resolve("maven.log")).size();
    }

    private Run launch(String... words) throws IOException, InterruptedException {
        return start(home.resolve("appdb"), home, words);
    }

    private Run start(Path launcher, Path folder, String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(launcher.toString()), java.util.stream.Stream.of(words))
                .toList());
        Map<String, String> environment = builder.environment();
        environment.remove("JAVA_HOME");
        if (javaHome != null) {
            environment.put("JAVA_HOME", javaHome.toString());
        }
        environment.put("JDK_JAVA_OPTIONS", javaOptions);
        environment.put("PATH", programs + ":" + environment.get("PATH"));
        Path err = home.resolve("err.txt");
        Process process =
                builder.directory(folder.toFile()).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, Files.readString(err));
    }

    private record Run(int exitCode, String out, String err) {}
}
