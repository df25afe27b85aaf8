package dev.appdb.project;

import dev.appdb.failure.FailureException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The Terraform files of a project, each read at most once, and parsed only if it has the word that is looked for. */
final class HclSources {
    private final ProjectFiles files;
    private final Map<Path, List<Path>> folders = new ConcurrentHashMap<>();
    private final Map<Path, Optional<String>> texts = new ConcurrentHashMap<>();
    private final Map<Path, HclFile> parsed = new ConcurrentHashMap<>();

    HclSources(ProjectFiles files) {
        this.files = files;
    }

    /** The files of a folder that have a word anywhere, sorted by name; none if there is no such folder. */
    List<HclFile> in(Path folder, String word) throws FailureException {
        List<HclFile> found = new ArrayList<>();
        for (Path path : paths(folder)) {
            if (text(path).filter(text -> text.contains(word)).isPresent()) {
                file(path).ifPresent(found::add);
            }
        }
        return found;
    }

    ProjectFiles files() {
        return files;
    }

    /** One file, or nothing if it is not there. */
    Optional<HclFile> file(Path path) throws FailureException {
        HclFile known = parsed.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> text = text(path);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        HclFile file = HclFile.parse(path, text.get());
        parsed.put(path, file);
        return Optional.of(file);
    }

    private List<Path> paths(Path folder) throws FailureException {
        List<Path> known = folders.get(folder);
        if (known == null) {
            known = TerraformFiles.in(files, folder);
            folders.put(folder, known);
        }
        return known;
    }

    private Optional<String> text(Path path) throws FailureException {
        Optional<String> known = texts.get(path);
        if (known == null) {
            known = files.text(path);
            texts.put(path, known);
        }
        return known;
    }

    /** Reads everything anew from here on, as after files were written. */
    void forget() {
        folders.clear();
        texts.clear();
        parsed.clear();
    }
}
