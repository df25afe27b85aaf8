package dev.appdb.cli;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.project.Project;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A project's folder for the length of one run: what a checkout has under {@code infra/}, and over it the files that are
 * remembered. The checkout itself is never written to.
 */
final class ScratchProject implements AutoCloseable {
    /** No file that Terraform reads is longer. */
    private static final long LONGEST_BYTES = 1 << 20;

    private static final Duration LONGEST_RUN = Duration.ofDays(1);

    private final Path folder;

    private ScratchProject(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder.
     *
     * @param base where such folders are made
     * @param remembered texts by path, relative to the project's folder
     */
    static ScratchProject of(Path base, Optional<Path> checkout, Map<String, String> remembered)
            throws FailureException {
        ScratchProject scratch = null;
        try {
            scratch = new ScratchProject(Files.createTempDirectory(Files.createDirectories(base), "run"));
            if (checkout.isPresent()) {
                scratch.copy(checkout.get());
            }
            for (Map.Entry<String, String> file : remembered.entrySet()) {
                scratch.write(Path.of(file.getKey()), file.getValue());
            }
            return scratch;
        } catch (IOException e) {
            if (scratch != null) {
                scratch.close();
            }
            throw Failure.failed(
                            "scratch-folder",
                            "could not put the project's files together",
                            String.valueOf(e),
                            "Look whether the bot may read APPDB_BOT_PROJECT and write APPDB_BOT_DATA, and whether"
                                    + " there is room.")
                    .asException(e);
        }
    }

    /** Removes what replicas that were killed have left there: no run takes so long. */
    static void removeOld(Path base, Instant now) {
        if (!Files.isDirectory(base)) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(base)) {
            for (Path each : all) {
                if (Files.getLastModifiedTime(each).toInstant().isBefore(now.minus(LONGEST_RUN))) {
                    new ScratchProject(each).close();
                }
            }
        } catch (IOException leftBehind) {
            // Another replica may be removing the same.
            return;
        }
    }

    private void copy(Path checkout) throws IOException {
        Files.walkFileTree(checkout.resolve("infra"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) {
                // .terraform has providers, and other hidden folders have nothing for us.
                return from.getFileName().toString().startsWith(".")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && attributes.size() <= LONGEST_BYTES) {
                    Path to = folder.resolve(checkout.relativize(from).toString());
                    Files.createDirectories(to.getParent());
                    Files.copy(from, to);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void write(Path path, String text) throws IOException {
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("what is remembered leads out of the project: " + path);
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    Project project() {
        return Project.at(folder);
    }

    @Override
    public void close() {
        try {
            DemoFolder.delete(folder);
        } catch (IOException leftBehind) {
            // It has nothing secret in it, and a later start removes it.
            return;
        }
    }
}
