package dev.appdb.engine;

import dev.appdb.failure.FailureException;
import dev.appdb.project.BackendSettings;
import dev.appdb.project.Configuration;
import dev.appdb.project.FileChange;
import dev.appdb.project.Project;
import dev.appdb.request.AppName;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.ExtensionSwitches;
import java.util.ArrayList;
import java.util.List;

/** The changes to the project's files that a command makes, worked out and not yet written. */
public final class ConfigurationFiles {
    private final List<FileChange> changes = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    /** The backend file, what is remembered, and the extensions if any are switched. */
    public static ConfigurationFiles of(Resolution resolution, BackendSettings settings, ExtensionSwitches switches)
            throws FailureException {
        ConfigurationFiles files = new ConfigurationFiles();
        Project project = resolution.project();
        DatabaseRequest request = resolution.request();
        files.words.addAll(resolution.notes());
        Configuration configuration = project.configuration(request, settings);
        files.add(configuration);
        files.add(project.remember(request));
        if (!switches.isEmpty()) {
            files.add(project.setExtensions(request.app(), switches));
        }
        return files;
    }

    /**
     * The differences between a backend file that is there and flags and accounts, for a command that writes none. What it
     * can't find out is left to whoever needs it.
     */
    public static List<String> warnings(Project project, DatabaseRequest request, BackendSettings settings) {
        try {
            Configuration configuration = project.configuration(request, settings);
            return configuration.backend().creates() ? List.of() : configuration.notices();
        } catch (FailureException e) {
            return List.of();
        }
    }

    /** Only the extensions. */
    public static ConfigurationFiles ofExtensions(Project project, AppName app, ExtensionSwitches switches)
            throws FailureException {
        ConfigurationFiles files = new ConfigurationFiles();
        files.add(project.setExtensions(app, switches));
        return files;
    }

    /** Only what is remembered of the environment. */
    public static ConfigurationFiles ofRemembered(Project project, DatabaseRequest request) throws FailureException {
        ConfigurationFiles files = new ConfigurationFiles();
        files.add(project.remember(request));
        return files;
    }

    /** An environment without a backend file has no values of one. */
    private void add(Configuration configuration) {
        FileChange backend = configuration.backend();
        if (backend.isNeeded() || !backend.creates()) {
            configuration.bucket().ifPresent(bucket -> words.add("bucket " + bucket));
            words.add("key " + configuration.key());
            configuration.region().ifPresent(region -> words.add("region " + region));
            add(backend);
        }
        words.addAll(configuration.notices());
    }

    private void add(FileChange change) {
        changes.add(change);
        words.addAll(change.notices());
    }

    /** The source of each value, and the warnings to read before agreeing. */
    public List<String> notes() {
        return List.copyOf(words);
    }

    public List<FileChange> changes() {
        return List.copyOf(changes);
    }

    public boolean isNeeded() {
        return changes.stream().anyMatch(FileChange::isNeeded);
    }
}
