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
import java.util.stream.Collectors;

/** The changes to the project's files that a command makes, worked out and not yet written. */
public final class ConfigurationFiles {
    private final List<FileChange> changes = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    /** The backend file, what is remembered, and the extensions if any are switched. */
    public static ConfigurationFiles of(
            Project project, DatabaseRequest request, BackendSettings settings, ExtensionSwitches switches)
            throws FailureException {
        ConfigurationFiles files = new ConfigurationFiles();
        Configuration configuration = project.configuration(request, settings);
        configuration.bucket().ifPresent(bucket -> files.words.add("bucket " + bucket));
        files.words.add("key " + configuration.key());
        configuration.region().ifPresent(region -> files.words.add("region " + region));
        files.words.addAll(configuration.notices());
        files.add(configuration.backend());
        files.add(project.remember(request));
        if (!switches.isEmpty()) {
            files.add(project.setExtensions(request.app(), switches));
        }
        return files;
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

    /** The files whose other content would be lost, by their paths. */
    public String overwritten() {
        return changes.stream()
                .filter(FileChange::overwrites)
                .map(change -> change.path().toString())
                .collect(Collectors.joining(", "));
    }
}
