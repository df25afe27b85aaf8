package dev.appdb.cli.command;

import dev.appdb.cli.console.ProcessContext;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.file.OwnFolder;
import dev.appdb.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The project's folder: the one that {@code --project} or the variable {@code APPDB_PROJECT} names, else the nearest one above
 * the current folder that has {@code infra}, else the current one.
 */
public final class ProjectFolder {
    static final String HELP =
            "The project's folder, the one that has infra/. Default: APPDB_PROJECT, or the nearest such"
                    + " folder above the current one.";

    private static final String VARIABLE = "APPDB_PROJECT";
    private static final String INFRA = "infra";

    /** Above the folder in which a repository begins, another one does. */
    private static final String REPOSITORY = ".git";

    private ProjectFolder() {}

    static Project project(ProcessContext context, @Nullable Path named) {
        if (named != null) {
            return Project.at(context.directory().resolve(named));
        }
        String variable = context.environment().getOrDefault(VARIABLE, "");
        return Project.at(
                variable.isEmpty()
                        ? nearest(context.directory().toAbsolutePath().normalize())
                        : context.directory().resolve(variable));
    }

    /** Another user's folder is no project of whoever works below it. */
    private static Path nearest(Path current) {
        for (Path folder = current; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(INFRA))) {
                return isOfSameOwner(folder, current) ? folder : current;
            }
            if (Files.exists(folder.resolve(REPOSITORY))) {
                return current;
            }
        }
        return current;
    }

    private static boolean isOfSameOwner(Path folder, Path current) {
        try {
            return folder.equals(current) || Files.getOwner(folder).equals(Files.getOwner(current));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * A folder that was named must be there: a slip of the pen is not a new project.
     *
     * @throws FailureException if the project brought a folder {@code .appdb} that appdb did not make
     */
    static void check(ProcessContext context, @Nullable Path named, Problems problems) throws FailureException {
        Path directory = project(context, named).directory();
        if (!Files.isDirectory(directory)) {
            problems.add(
                    named == null ? VARIABLE : "--project",
                    (named == null ? directory : named) + " is not a folder that exists: name the one that has infra/");
        }
        OwnFolder.of(directory, context.environment()).check();
    }
}
