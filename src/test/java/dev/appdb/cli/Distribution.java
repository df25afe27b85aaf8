package dev.appdb.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files that {@code mvn -Pdist verify} made, and programs that are run with it. */
final class Distribution {
    static final Path MADE = Path.of("target", "dist").toAbsolutePath();

    private Distribution() {}

    /** The made file whose name ends so; without it the test is skipped. A full archive is found by {@code -full.tar.gz} alone. */
    static Path made(String ending) throws IOException {
        assumeTrue(Files.isDirectory(MADE), "mvn -Pdist verify makes what is tested here");
        try (Stream<Path> files = Files.list(MADE)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> file.toString().contains("-full.") == ending.startsWith("-full."))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The image; skipped where it can't be made. */
    static Path image() throws IOException {
        made(".tar.gz");
        try (Stream<Path> files = Files.list(MADE)) {
            List<Path> images =
                    files.filter(file -> file.toString().endsWith(".oci.tar")).toList();
            assumeTrue(!images.isEmpty(), "images are made on Linux with dpkg alone");
            return images.get(0);
        }
    }

    /** Unpacks an archive into a folder, and returns where its launcher is. */
    static Path unpack(Path archive, Path folder) throws Exception {
        Files.createDirectories(folder);
        run(folder, Map.of(), "tar", "xzf", archive.toString()).succeeded();
        try (Stream<Path> unpacked = Files.list(folder)) {
            return unpacked.findFirst().orElseThrow().resolve("appdb");
        }
    }

    /** A folder for a PATH that has the programs of the launcher, and neither Java nor Maven. */
    static Path programs(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : List.of("readlink", "dirname", "uname", "find", "touch", "mv", "rm", "sh")) {
            Path program = Stream.of("/bin", "/usr/bin")
                    .map(bin -> Path.of(bin, name))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(folder.resolve(name), program);
        }
        return folder;
    }

    /** The end of a program. */
    record Ended(int exitCode, String out, String err) {
        Ended succeeded() {
            if (exitCode != 0) {
                throw new AssertionError(exitCode + ": " + out + err);
            }
            return this;
        }

        String shown() {
            return out + err;
        }
    }

    /** Runs a program with a PATH and the variables that are given, and no others. */
    static Ended run(Path where, Map<String, String> environment, String... words) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(words).directory(where.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().putAll(environment);
        Path err = Files.createTempFile("appdb-dist", ".err");
        Process process = builder.redirectError(err.toFile()).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Ended ended = new Ended(process.waitFor(), out, Files.readString(err));
        Files.delete(err);
        return ended;
    }
}
