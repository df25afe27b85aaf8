package dev.appdb.project;

import dev.appdb.failure.FailureException;
import dev.appdb.request.AppName;
import dev.appdb.request.BackendModule;
import dev.appdb.request.EnvironmentName;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds an app's environments wherever the project names them. */
final class Environments {
    private final ProjectFiles files;
    private final HclSources sources;
    private final AppName app;
    private final Path folder;
    private final SortedMap<EnvironmentName, String> found = new TreeMap<>();

    Environments(ProjectFiles files, HclSources sources, AppName app) {
        this.files = files;
        this.sources = sources;
        this.app = app;
        this.folder = AppFolders.folder(files, app);
    }

    /** Each with the first file that names it. */
    List<Sourced<EnvironmentName>> find() throws FailureException {
        for (BackendModule module : BackendModule.values()) {
            fileNames(folder.resolve(module.toString()), BackendFile.ENDING);
        }
        remembered();
        Path config = folder.resolve("app-config");
        for (ModuleCall call : ModuleCall.in(sources.in(config, "module"), HclScope.of(sources, config))) {
            call.environment().ifPresent(name -> add(name, call.file().path()));
        }
        return found();
    }

    /** Those whose settings are remembered, each with its file, also one that can't be understood. */
    List<Sourced<EnvironmentName>> remembered() throws FailureException {
        RememberedFiles remembered = new RememberedFiles(files, app);
        fileNames(remembered.shared(), RememberedFiles.ENDING);
        fileNames(remembered.personal(), RememberedFiles.ENDING);
        return found();
    }

    private List<Sourced<EnvironmentName>> found() {
        return found.entrySet().stream()
                .map(entry -> new Sourced<>(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void fileNames(Path subfolder, String ending) throws FailureException {
        for (Path file : files.filesIn(subfolder, ending)) {
            add(stem(file, ending), file);
        }
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
