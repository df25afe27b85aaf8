package dev.appdb.plan;

import java.util.List;

/**
 * What applying would do, before it is done.
 *
 * @param id what names exactly this plan
 * @param cluster the database it is for
 * @param changes in the order in which they are shown; empty means up to date
 * @param notes sentences to show beside the changes, such as what will not be touched
 */
public record Plan(String id, String cluster, List<ResourceChange> changes, List<String> notes) {

    public Plan {
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
    }

    public boolean isUpToDate() {
        return changes.isEmpty();
    }

    public long count(Action action) {
        return changes.stream().filter(change -> change.action() == action).count();
    }

    /** "2 to add, 0 to modify, 0 to replace, 0 to remove", or that there is nothing to do. */
    public String summary() {
        return isUpToDate()
                ? "no changes: " + cluster + " is up to date"
                : count(Action.ADD) + " to add, " + count(Action.MODIFY) + " to modify, " + count(Action.REPLACE)
                        + " to replace, " + count(Action.REMOVE) + " to remove";
    }
}
