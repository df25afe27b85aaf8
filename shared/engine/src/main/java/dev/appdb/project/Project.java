package dev.appdb.project;

import dev.appdb.failure.FailureException;
import dev.appdb.request.AppName;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ExtensionName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The user's project: reads its {@code infra} tree and says what would change in it. Nothing is written but by
 * {@link #write}. Every failure names the file, the line where there is one, and what to do.
 */
public final class Project {
    private final Path directory;

    private Project(Path directory) {
        this.directory = directory;
    }

    /** The project in this folder, which has {@code infra} or is to get it. */
    public static Project at(Path directory) {
        return new Project(directory.toAbsolutePath().normalize());
    }

    /** The project's folder, absolute. */
    public Path directory() {
        return directory;
    }

    /** Whether there is an {@code infra} folder. */
    public boolean hasInfra() throws FailureException {
        throw new UnsupportedOperationException();
    }

    /** The folders of {@code infra} that are applications, sorted; not what the whole project shares. */
    public List<String> appFolders() throws FailureException {
        throw new UnsupportedOperationException();
    }

    /**
     * Passes if the app has a folder, or if there is no {@code infra} yet at all.
     *
     * @throws FailureException if the name is wrong, listing the folders there are and the nearest
     */
    public void requireApp(AppName app) throws FailureException {
        throw new UnsupportedOperationException();
    }

    /**
     * False where {@code infra/<APP>/app-config/main.tf} says {@code has_database = false}, else true.
     *
     * @throws FailureException if the file cannot be read or parsed
     */
    public boolean hasDatabase(AppName app) throws FailureException {
        throw new UnsupportedOperationException();
    }

    /** The app's environments, from its backend files, its app-config and what appdb remembers; sorted. */
    public List<EnvironmentName> environments(AppName app) throws FailureException {
        throw new UnsupportedOperationException();
    }

    /**
     * The environment's Terraform backend: {@code infra/<APP>/<module>/<environment>.s3.tfbackend}.
     *
     * @throws FailureException if a file cannot be read, or a bucket is required and none can be found
     */
    public Configuration configuration(DatabaseRequest request, BackendSettings settings) throws FailureException {
        throw new UnsupportedOperationException();
    }

    /**
     * The extensions declared in {@code infra/<APP>/app-config/env-config/*.tf}.
     *
     * @throws FailureException if they are declared twice, not literally, or in a file that cannot be parsed
     */
    public SuperuserExtensions extensions(AppName app) throws FailureException {
        throw new UnsupportedOperationException();
    }

    /**
     * The smallest edit that declares these settings; extensions that are not named stay as they are.
     *
     * @throws FailureException as {@link #extensions}, and if the edit, read back, is not exactly what was asked for
     */
    public FileChange setExtensions(AppName app, Map<ExtensionName, Boolean> settings) throws FailureException {
        throw new UnsupportedOperationException();
    }

    /**
     * What is remembered of the environment.
     *
     * @throws FailureException naming everything in the file that is not understood
     */
    public Optional<RememberedEnvironment> remembered(AppName app, EnvironmentName environment)
            throws FailureException {
        throw new UnsupportedOperationException();
    }

    /**
     * The change that makes the project remember this request; its notices name what contradicts the file.
     *
     * @throws FailureException if what is there is not understood: it is then never overwritten
     */
    public FileChange remember(DatabaseRequest request) throws FailureException {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes those changes that are needed, each atomically: killed at any moment, every file is old or new.
     *
     * @throws FailureException if a file has changed since its change was worked out (then nothing is written), or
     *     cannot be written
     */
    public void write(List<FileChange> changes) throws FailureException {
        throw new UnsupportedOperationException();
    }
}
