package dev.appdb.cli;

import dev.appdb.engine.Resolution;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.appdb.failure.FailureException;
import dev.appdb.project.BackendSettings;
import dev.appdb.project.Configuration;
import dev.appdb.project.FileChange;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.tui.FilesReview;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The files that a command writes, worked out and not yet written. */
final class ConfigurationFiles {
    private final List<FileChange> changes = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    /** The backend file, what is remembered, and the extensions if any are switched. */
    static ConfigurationFiles of(Resolution resolution, BackendSettings settings, ExtensionSwitches switches)
            throws FailureException {
        ConfigurationFiles files = new ConfigurationFiles();
        Configuration configuration = resolution.project().configuration(resolution.request(), settings);
        configuration.bucket().ifPresent(bucket -> files.words.add("bucket " + bucket));
        files.words.add("key " + configuration.key());
        configuration.region().ifPresent(region -> files.words.add("region " + region));
        files.words.addAll(configuration.notices());
        files.add(configuration.backend());
        files.add(resolution.project().remember(resolution.request()));
        if (!switches.isEmpty()) {
            files.add(resolution.project().setExtensions(resolution.request().app(), switches.switches()));
        }
        return files;
    }

    /** Only the extensions. */
    static ConfigurationFiles ofExtensions(Resolution resolution, ExtensionSwitches switches) throws FailureException {
        ConfigurationFiles files = new ConfigurationFiles();
        files.add(resolution.project().setExtensions(resolution.request().app(), switches.switches()));
        return files;
    }

    private void add(FileChange change) {
        changes.add(change);
        words.addAll(change.notices());
    }

    /** Where each value comes from, and what a person should know before agreeing. */
    List<String> notes() {
        return List.copyOf(words);
    }

    List<FileChange> changes() {
        return changes;
    }

    boolean isNeeded() {
        return changes.stream().anyMatch(FileChange::isNeeded);
    }

    /** The files whose other content would be lost, by their paths. */
    String overwritten() {
        return changes.stream()
                .filter(FileChange::overwrites)
                .map(change -> change.path().toString())
                .collect(Collectors.joining(", "));
    }

    /** What a person looks at before it is written. */
    FilesReview review() {
        return new FilesReview(
                changes.stream()
                        .filter(FileChange::isNeeded)
                        .map(change -> new FilesReview.File(
                                change.path().toString(), kind(change), change.purpose(), change.diff()))
                        .toList(),
                words);
    }

    private static FilesReview.Kind kind(FileChange change) {
        if (change.creates()) {
            return FilesReview.Kind.CREATES;
        }
        return change.overwrites() ? FilesReview.Kind.OVERWRITES : FilesReview.Kind.CHANGES;
    }

    ArrayNode json() {
        ArrayNode list = Console.array();
        changes.forEach(change -> list.addObject()
                .put("path", change.path().toString())
                .put("changed", change.isNeeded())
                .put("purpose", change.purpose())
                .put("diff", change.diff()));
        return list;
    }
}
