package dev.appdb.project;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.NearestNames;
import dev.appdb.request.AppName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The folders of {@code infra} that are applications, with the apps that have a local database here, and the nearest one to a
 * mistyped name. An app is named as its folder; where that has underscores, which AWS refuses in names of clusters, with hyphens in their place.
 */
final class AppFolders {
    static final Path INFRA = Path.of("infra");

    // The folders that the template keeps beside the applications:
    // https://github.com/navapbc/template-infra/tree/main/infra
    private static final Set<String> SHARED = Set.of("accounts", "modules", "networks", "project-config", "test");

    private static final int MAX_DEPTH = 3;

    private final ProjectFiles files;

    AppFolders(ProjectFiles files) {
        this.files = files;
    }

    /** The folder of an app, which need not exist. */
    static Path folder(ProjectFiles files, AppName app) {
        Path folder = INFRA.resolve(app.value());
        if (!app.value().contains("-") || files.isDirectory(folder)) {
            return folder;
        }
        try {
            return files.foldersIn(INFRA).stream()
                    .filter(name -> hyphenated(name).equals(app.value()))
                    .findFirst()
                    .map(INFRA::resolve)
                    .orElse(folder);
        } catch (FailureException e) {
            // Whatever reads in the folder fails with the reason.
            return folder;
        }
    }

    private static String hyphenated(String folder) {
        return folder.replace('_', '-');
    }

    /** The apps' names, and those of folders whose names no app can have. */
    List<String> names() throws FailureException {
        List<String> names = new ArrayList<>();
        for (String folder : files.foldersIn(INFRA)) {
            if (!SHARED.contains(folder) && isApp(INFRA.resolve(folder))) {
                names.add(hyphenated(folder));
            }
        }
        names.addAll(files.foldersIn(RememberedFiles.personalOfAllApps()));
        return names.stream().distinct().sorted().toList();
    }

    /** A folder with files and no Terraform in it, such as one of documents, is no app; an empty one may become one. */
    private boolean isApp(Path folder) {
        try {
            List<Path> all = below(folder, MAX_DEPTH);
            return all.isEmpty() || all.stream().anyMatch(AppFolders::isOfAnApp);
        } catch (FailureException e) {
            return true;
        }
    }

    private List<Path> below(Path folder, int depth) throws FailureException {
        List<Path> all = new ArrayList<>(files.filesIn(folder, ""));
        if (depth > 0) {
            for (String inner : files.foldersIn(folder)) {
                all.addAll(below(folder.resolve(inner), depth - 1));
            }
        }
        return all;
    }

    private static boolean isOfAnApp(Path file) {
        return TerraformFiles.isOne(file)
                || ProjectFiles.name(file).endsWith(BackendFile.ENDING)
                || file.startsWith(file.subpath(0, 2).resolve("appdb"));
    }

    /** The folders whose names an app can have. */
    List<AppName> apps() throws FailureException {
        List<AppName> apps = new ArrayList<>();
        for (String name : names()) {
            try {
                apps.add(new AppName(name));
            } catch (IllegalArgumentException e) {
                continue;
            }
        }
        return apps;
    }

    void require(AppName app) throws FailureException {
        if (SHARED.contains(app.value())) {
            throw Failure.input(
                            "app-name-reserved",
                            "could not use app " + app,
                            "infra/" + app + " is what all apps of a project share",
                            "Choose another name.")
                    .asException();
        }
        if (!files.exists(INFRA)) {
            return;
        }
        List<String> names = names();
        if (!names.contains(app.value())) {
            throw missing(app, names);
        }
    }

    private FailureException missing(AppName app, List<String> names) {
        String absent = files.isDirectory(INFRA.resolve(app.value()))
                ? "infra/" + app + " has no Terraform files"
                : "there is no infra/" + app;
        String why = names.isEmpty() ? "infra has no app folder" : absent + ". Apps here: " + String.join(", ", names);
        String remedy = NearestNames.nearest(app.value(), names)
                .map(name -> "Did you mean " + name + "?")
                .orElse("Add the app to the project first, or use the right project's folder.");
        return Failure.input("app-not-found", "could not find app " + app, why, remedy)
                .asException();
    }
}
