package dev.appdb.project;

import dev.appdb.failure.FailureException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of a project in memory, over a checkout that is only read: a file that is kept here hides the one of that
 * path in the checkout. Writing changes the texts here and nothing else.
 */
public final class StoredFiles implements ProjectFiles {
    private final Optional<ProjectFiles> checkout;
    private final SortedMap<Path, String> texts = new TreeMap<>();

    /**
     * Takes the texts over.
     *
     * @param checkout the folder of a checkout
     * @param texts by path, relative to the project
     * @throws IllegalArgumentException if a path is absolute or leads out of the project
     */
    public StoredFiles(Optional<Path> checkout, Map<String, String> texts) {
        this.checkout =
                checkout.map(folder -> new FolderFiles(folder.toAbsolutePath().normalize()));
        texts.forEach((path, text) -> this.texts.put(inside(Path.of(path)), text));
    }

    private static Path inside(Path path) {
        Path normal = path.normalize();
        if (normal.isAbsolute() || normal.startsWith("..") || normal.toString().isEmpty()) {
            throw new IllegalArgumentException("a stored file leads out of the project: " + path);
        }
        return normal;
    }

    /** The texts that are kept here, by path, and none of the checkout's. */
    public synchronized SortedMap<String, String> texts() {
        SortedMap<String, String> byPath = new TreeMap<>();
        texts.forEach((path, text) -> byPath.put(ProjectFiles.shown(path), text));
        return byPath;
    }

    @Override
    public synchronized boolean isDirectory(Path path) {
        Path folder = path.normalize();
        return texts.keySet().stream().anyMatch(file -> file.startsWith(folder) && !file.equals(folder))
                || checkout.filter(files -> files.isDirectory(folder)).isPresent();
    }

    @Override
    public synchronized boolean exists(Path path) {
        return texts.containsKey(path.normalize())
                || isDirectory(path)
                || checkout.filter(files -> files.exists(path)).isPresent();
    }

    @Override
    public synchronized Optional<String> text(Path path) throws FailureException {
        String text = texts.get(path.normalize());
        return text != null || checkout.isEmpty()
                ? Optional.ofNullable(text)
                : checkout.get().text(path);
    }

    @Override
    public synchronized List<Path> filesIn(Path folder, String ending) throws FailureException {
        SortedSet<Path> found = new TreeSet<>();
        if (checkout.isPresent()) {
            found.addAll(checkout.get().filesIn(folder, ending));
        }
        for (Path below : below(folder)) {
            if (below.getNameCount() == 1 && ProjectFiles.name(below).endsWith(ending)) {
                found.add(folder.resolve(below));
            }
        }
        return new ArrayList<>(found);
    }

    @Override
    public synchronized List<String> foldersIn(Path folder) throws FailureException {
        SortedSet<String> found = new TreeSet<>();
        if (checkout.isPresent()) {
            found.addAll(checkout.get().foldersIn(folder));
        }
        for (Path below : below(folder)) {
            if (below.getNameCount() > 1) {
                found.add(below.getName(0).toString());
            }
        }
        return new ArrayList<>(found);
    }

    /** The stored files below a folder that are not hidden there, relative to it. */
    private List<Path> below(Path folder) {
        return texts.keySet().stream()
                .filter(file -> file.startsWith(folder))
                .map(folder::relativize)
                .filter(below -> !below.toString().startsWith("."))
                .toList();
    }

    @Override
    public synchronized void write(FileChange change) throws FailureException {
        requireUnchanged(change);
        texts.put(change.path(), change.after());
    }
}
