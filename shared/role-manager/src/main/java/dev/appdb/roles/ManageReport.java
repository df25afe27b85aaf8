package dev.appdb.roles;

import dev.appdb.failure.Failure;
import java.util.List;

/**
 * The outcome of {@code manage}.
 *
 * @param changes one sentence for each thing that was changed; empty when nothing had to be
 * @param notices what a reader should know, though nothing is wrong
 * @param manualActions what the update should have done and could not; the run counts as failed. What it does not manage,
 *     such as roles of others, is for the check to report
 * @param extensions what became of each declared extension, in the order of names
 * @param roles the roles as they are now
 */
public record ManageReport(
        List<String> changes,
        List<String> notices,
        List<Failure> manualActions,
        List<ExtensionOutcome> extensions,
        RolesReport roles) {

    public ManageReport {
        changes = List.copyOf(changes);
        notices = List.copyOf(notices);
        manualActions = List.copyOf(manualActions);
        extensions = List.copyOf(extensions);
    }

    /** Returns whether this run wrote nothing at all. */
    public boolean changedNothing() {
        return changes.isEmpty();
    }

    /** Returns whether the database is now as declared, extensions included. */
    public boolean succeeded() {
        return manualActions.isEmpty()
                && extensions.stream().noneMatch(each -> each.result() == ExtensionOutcome.Result.REFUSED);
    }
}
