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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in a home of its own, with programs that only say that they were called. */
class LauncherTest {
    @TempDir
    Path home;

    private Path programs;

    @BeforeEach
    void aHomeWithoutAnythingBuilt() throws IOException {
        Path launcher = Path.of("..", "appdb").toAbsolutePath().normalize();
        assumeTrue(Files.isRegularFile(launcher), "the launcher is beside the module src");
        Files.copy(launcher, home.resolve("appdb"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String module : new String[] {"shared/engine/src/main/java", "tui/src/main/java", "src/main/java"}) {
            Files.createDirectories(home.resolve(module));
        }
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.writeString(home.resolve("src/main/java/A.java"), "class A {}");
        programs = Files.createDirectory(home.resolve("programs"));
        program("java", "echo java \"$@\"");
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
        environment.put("PATH", programs + ":" + environment.get("PATH"));
        Path err = home.resolve("err.txt");
        Process process =
                builder.directory(folder.toFile()).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, Files.readString(err));
    }

    private record Run(int exitCode, String out, String err) {}
}
