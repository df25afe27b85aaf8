package dev.appdb.project;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.file.AtomicFile;
import dev.appdb.file.FileTrouble;
import dev.appdb.file.Folders;
import dev.appdb.file.OwnFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a project in a folder on disk. Links that lead out of the folder are refused. */
final class FolderFiles implements ProjectFiles {
    private static final int BYTES_PER_MIB = 1024 * 1024;
    private static final int MAX_BYTES = 4 * BYTES_PER_MIB;
    private static final String READABLE = "Make it readable for you, or run appdb as its owner.";

    private final Path directory;

    FolderFiles(Path directory) {
        this.directory = directory;
    }

    @Override
    public boolean isDirectory(Path path) {
        return Files.isDirectory(directory.resolve(path));
    }

    @Override
    public boolean exists(Path path) {
        return Files.exists(directory.resolve(path));
    }

    @Override
    public Optional<String> text(Path path) throws FailureException {
        Path file = inside(path);
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            throw unreadable(path, "it is neither a file nor a folder", "Move it away: a file belongs there.", null);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw tooLarge(path);
            }
            return Optional.of(new Utf8Text(bytes).of(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (Files.isDirectory(file)) {
                throw unreadable(path, "it is a folder", "Move the folder away: a file belongs there.", e);
            }
            throw unreadable(path, FileTrouble.reason(e), READABLE, e);
        }
    }

    private static FailureException tooLarge(Path path) {
        return Failure.input(
                        "file-too-large",
                        "could not read " + ProjectFiles.shown(path),
                        "it has more than " + MAX_BYTES / BYTES_PER_MIB + " MiB",
                        "Move it away, or make it smaller: no such file of a project is that large.")
                .asException();
    }

    @Override
    public List<Path> filesIn(Path folder, String ending) throws FailureException {
        return entries(folder, Files::isRegularFile).stream()
                .filter(file -> ProjectFiles.name(file).endsWith(ending))
                .toList();
    }

    @Override
    public List<String> foldersIn(Path folder) throws FailureException {
        return entries(folder, Files::isDirectory).stream()
                .map(ProjectFiles::name)
                .toList();
    }

    /** Paths are kept as paths: a name that is no valid text here would not survive becoming one. */
    private List<Path> entries(Path folder, Predicate<Path> kind) throws FailureException {
        Path inside = inside(folder);
        if (!Files.exists(inside)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(inside)) {
            return entries.filter(kind)
                    .map(entry -> folder.resolve(entry.getFileName()))
                    .filter(entry -> !ProjectFiles.name(entry).startsWith("."))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw notListed(folder, inside, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw notListed(folder, inside, e);
        }
    }

    private static FailureException notListed(Path folder, Path inside, IOException cause) {
        return unreadable(
                folder, Files.isDirectory(inside) ? FileTrouble.reason(cause) : "it is not a folder", READABLE, cause);
    }

    /** The real place of a path that may not exist yet, where links lead, if that is inside the project. */
    Path inside(Path path) throws FailureException {
        Path file = directory.resolve(path);
        Path existing = file;
        while (!Files.exists(existing) && !existing.equals(directory)) {
            if (Files.isSymbolicLink(existing)) {
                throw unreadable(
                        path,
                        ProjectFiles.shown(directory.relativize(existing)) + " is a link to nothing",
                        "Remove the link, or create what it points at.",
                        null);
            }
            existing = existing.getParent() == null ? directory : existing.getParent();
        }
        if (!Files.exists(existing)) {
            return file;
        }
        try {
            Path real = existing.toRealPath();
            if (!real.startsWith(directory.toRealPath())) {
                throw unreadable(
                        path,
                        "a link leads out of the project, to " + real,
                        "Put the files themselves into the project: appdb touches nothing outside of it.",
                        null);
            }
            return real.resolve(existing.relativize(file));
        } catch (IOException e) {
            throw unreadable(path, FileTrouble.reason(e), READABLE, e);
        }
    }

    @Override
    public void write(FileChange change) throws FailureException {
        requireUnchanged(change);
        Path file = inside(change.path());
        try {
            if (change.isPersonal()) {
                OwnFolder.named(directory.resolve(FileChange.OWN_FOLDER)).make();
                Folders.make(file.resolveSibling("."));
                AtomicFile.writePrivate(file, change.after());
            } else {
                if (change.isPersonal()) {
                    Folders.make(Objects.requireNonNull(file.getParent()));
                    AtomicFile.writePrivate(file, change.after());
                } else {
                    AtomicFile.write(file, change.after());
                }
            }
        } catch (IOException e) {
            throw Failure.failed(
                            "file-not-writable",
                            "could not write " + ProjectFiles.shown(change.path()),
                            FileTrouble.reason(e),
                            Remedy.of(
                                    "Make the file and its folder writable for you, then run {} again.", Remedy.AGAIN))
                    .asException(e);
        }
    }

    private static FailureException unreadable(Path path, String why, String remedy, @Nullable IOException cause) {
        Failure failure =
                Failure.failed("file-not-readable", "could not read " + ProjectFiles.shown(path), why, remedy);
        return cause == null ? failure.asException() : failure.asException(cause);
    }
}
