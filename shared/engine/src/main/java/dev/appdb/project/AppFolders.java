package dev.appdb.project;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.request.AppName;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which folders of {@code infra} are applications, and which one somebody may have meant. */
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

    void require(AppName app) throws FailureException {
        if (SHARED.contains(app.value())) {
            throw Failure.input(
                            "app-name-reserved",
                            "could not use app " + app,
                            "infra/" + app + " is what all apps of a project share",
                            "Choose another name with --app-name.")
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
                ? "infra has no folder of an app"
                : "infra has no folder of that name, but " + String.join(", ", names);
        String remedy = nearest(app.value(), names)
                .map(name -> "Did you mean --app-name " + name + "?")
                .orElse("Add the app to the project first, or name the right project with --project DIR.");
        return Failure.input("app-not-found", "could not find app " + app, why, remedy)
                .asException();
    }

    /** The most similar name; nothing if there is none. */
    static Optional<String> nearest(String name, List<String> names) {
        return names.stream().min(Comparator.comparingInt(candidate -> distance(name, candidate)));
    }

    /** How many letters must be changed, added or removed: the Levenshtein distance. */
    static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
