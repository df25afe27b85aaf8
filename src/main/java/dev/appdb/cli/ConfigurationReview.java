package dev.appdb.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.project.BackendSettings;
import dev.appdb.project.Configuration;
import dev.appdb.project.FileChange;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.tui.Consent;
import java.util.ArrayList;
import java.util.List;

/** The files that a set-up writes: shown, confirmed, and only then handed on to be written. */
final class ConfigurationReview {
    private final Console console;
    private final People people;
    private final List<FileChange> changes = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    ConfigurationReview(Console console, People people) {
        this.console = console;
        this.people = people;
    }

    /** Works out the backend file, what is remembered, and the extensions if any are switched. */
    static ConfigurationReview of(
            Resolution resolution, BackendSettings settings, ExtensionSwitches switches, Console console, People people)
            throws FailureException {
        ConfigurationReview review = new ConfigurationReview(console, people);
        Configuration configuration = resolution.project().configuration(resolution.request(), settings);
        configuration.bucket().ifPresent(bucket -> review.words.add("bucket " + bucket));
        review.words.add("key " + configuration.key());
        configuration.region().ifPresent(region -> review.words.add("region " + region));
        review.words.addAll(configuration.notices());
        review.add(configuration.backend());
        review.add(resolution.project().remember(resolution.request()));
        if (!switches.isEmpty()) {
            review.add(resolution.project().setExtensions(resolution.request().app(), switches.switches()));
        }
        return review;
    }

    /** Only the extensions. */
    static ConfigurationReview ofExtensions(
            Resolution resolution, ExtensionSwitches switches, Console console, People people) throws FailureException {
        ConfigurationReview review = new ConfigurationReview(console, people);
        review.add(resolution.project().setExtensions(resolution.request().app(), switches.switches()));
        return review;
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

    /** Shows what would be written: the diff of each file, and where values come from. */
    void show() {
        console.known("files", json());
        console.known("notes", Console.tree(notes()));
        words.forEach(console::say);
        for (FileChange change : changes) {
            if (change.isNeeded()) {
                console.say("");
                console.say((change.creates() ? "new file " : change.overwrites() ? "OVERWRITES " : "changes ")
                        + change.path() + ": " + change.purpose());
                change.diff().lines().forEach(line -> console.say("  " + line));
            }
        }
        if (!isNeeded()) {
            console.say("configuration: nothing to write");
        }
    }

    /**
     * Has it confirmed.
     *
     * @param yes whether --yes was given: enough for all but overwriting
     * @param overwrite whether --overwrite was given
     * @throws FailureException if it is refused
     */
    void confirm(boolean yes, boolean overwrite) throws FailureException {
        List<String> overwritten = changes.stream()
                .filter(FileChange::overwrites)
                .map(change -> change.path().toString())
                .toList();
        if (!overwritten.isEmpty() && !overwrite) {
            String files = String.join(", ", overwritten);
            Consent consent = people.present() ? people.confirm("Overwrite " + files + "?") : Consent.REFUSED;
            if (consent == Consent.CANCELLED) {
                Declined.unlessGiven(consent, "overwriting " + files);
            }
            if (!consent.isGiven()) {
                throw Failure.refused(
                                "overwrite",
                                "did not write the configuration",
                                files + " has other content",
                                "Look at the diff, and allow it with --overwrite.")
                        .asException();
            }
        }
        if (isNeeded() && !yes) {
            Declined.unlessGiven(people.confirm("Write these files?"), "the files to be written");
        }
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
