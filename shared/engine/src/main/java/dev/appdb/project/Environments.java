package dev.appdb.project;

import dev.appdb.failure.FailureException;
import dev.appdb.request.AppName;
import dev.appdb.request.BackendModule;
import dev.appdb.request.EnvironmentName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds an app's environments wherever the project names them. */
final class Environments {
    private static final String ENV_CONFIG = "./env-config";

    private final ProjectFiles files;
    private final Path folder;
    private final SortedMap<EnvironmentName, String> found = new TreeMap<>();

    Environments(ProjectFiles files, AppName app) {
        this.files = files;
        this.folder = AppFolders.INFRA.resolve(app.value());
    }

    /** Each with the first file that names it. */
    List<Sourced<EnvironmentName>> find() throws FailureException {
        for (BackendModule module : BackendModule.values()) {
            fileNames(module.toString(), BackendFile.ENDING);
        }
        fileNames("appdb", ".json");
        for (Path file : files.filesIn(folder.resolve("app-config"), ".tf")) {
            configured(file);
        }
        return found();
    }

    /** Those whose settings are remembered, each with its file, also one that can't be understood. */
    List<Sourced<EnvironmentName>> remembered() throws FailureException {
        fileNames("appdb", ".json");
        return found();
    }

    private List<Sourced<EnvironmentName>> found() {
        return found.entrySet().stream()
                .map(entry -> new Sourced<>(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void fileNames(String subfolder, String ending) throws FailureException {
        for (Path file : files.filesIn(folder.resolve(subfolder), ending)) {
            add(stem(file, ending), file);
        }
    }

    /** An environment's file, unlike main.tf and outputs.tf, has a module whose source is the env-config folder. */
    private void configured(Path path) throws FailureException {
        Optional<HclFile> file = HclFile.read(files, path);
        if (file.isEmpty()) {
            return;
        }
        HclDocument document = file.get().document();
        document.at("module", "*", "source")
                .filter(source -> source.string().equals(Optional.of(ENV_CONFIG)))
                .map(source -> source.path().get(1))
                .map(module -> document.string("module", module, "environment").orElse(stem(path, ".tf")))
                .forEach(name -> add(name, path));
    }

    private static String stem(Path file, String ending) {
        String name = ProjectFiles.name(file);
        return name.substring(0, name.length() - ending.length());
    }

    /** A file whose name can be no environment's is none. */
    private void add(String name, Path file) {
        try {
            found.putIfAbsent(new EnvironmentName(name), "from " + ProjectFiles.shown(file));
        } catch (IllegalArgumentException e) {
            return;
        }
    }
}
