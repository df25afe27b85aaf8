package dev.appdb.cli.command;

import dev.appdb.cli.console.ProcessContext;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.file.OwnFolder;
import dev.appdb.project.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The project's folder: the one that {@code --project} names, else the current one. */
public final class ProjectFolder {
    private ProjectFolder() {}

    static Project project(ProcessContext context, @Nullable Path named) {
        return Project.at(
                named == null ? context.directory() : context.directory().resolve(named));
    }

    /**
     * A folder that was named must be there: a slip of the pen is not a new project.
     *
     * @throws FailureException if the project brought a folder {@code .appdb} that appdb did not make
     */
    static void check(ProcessContext context, @Nullable Path named, Problems problems) throws FailureException {
        if (named != null && !Files.isDirectory(context.directory().resolve(named))) {
            problems.add("--project", named + " is not a folder that exists: name the one that has infra/");
        }
        OwnFolder.of(project(context, named).directory(), context.environment()).check();
    }
}
