package dev.appdb.project;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.NearestNames;
import dev.appdb.request.AppName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The folders of {@code infra} that are applications, and the nearest one to a mistyped name. */
final class AppFolders {
    static final Path INFRA = Path.of("infra");

    // The folders that the template keeps beside the applications:
    // https://github.com/navapbc/template-infra/tree/main/infra
    private static final Set<String> SHARED = Set.of("accounts", "modules", "networks", "project-config", "test");

    private final ProjectFiles files;

    AppFolders(ProjectFiles files) {
        this.files = files;
    }

    List<String> names() throws FailureException {
        return files.foldersIn(INFRA).stream()
                .filter(name -> !SHARED.contains(name))
                .toList();
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

    private static FailureException missing(AppName app, List<String> names) {
        String why = names.isEmpty()
                ? "infra has no app folder"
                : "there is no infra/" + app + ". Apps here: " + String.join(", ", names);
        String remedy = NearestNames.nearest(app.value(), names)
                .map(name -> "Did you mean " + name + "?")
                .orElse("Add the app to the project first, or use the right project's folder.");
        return Failure.input("app-not-found", "could not find app " + app, why, remedy)
                .asException();
    }
}
