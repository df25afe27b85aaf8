package dev.appdb.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The changes that applying would make.
 *
 * @param id what names exactly this plan
 * @param cluster the database it is for
 * @param changes in the order in which they are shown; empty means up to date
 * @param notes sentences to show beside the changes, such as what will not be touched
 * @param cost what it will cost a month; empty where it costs nothing, or nobody knows
 */
public record Plan(
        String id, String cluster, List<ResourceChange> changes, List<String> notes, Optional<MonthlyCost> cost) {

    /** @param cost may be missing in what an earlier version wrote */
    public Plan(
            String id,
            String cluster,
            List<ResourceChange> changes,
            List<String> notes,
            @Nullable Optional<MonthlyCost> cost) {
        this.id = id;
        this.cluster = cluster;
        this.changes = List.copyOf(changes);
        this.notes = List.copyOf(notes);
        this.cost = cost == null ? Optional.empty() : cost;
    }

    /** A plan without an estimate of its cost. */
    public Plan(String id, String cluster, List<ResourceChange> changes, List<String> notes) {
        this(id, cluster, changes, notes, Optional.empty());
    }

    /** The same with one more note. */
    public Plan noting(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Plan(id, cluster, changes, more, cost);
    }

    /** The same with an estimate of its cost. */
    public Plan costing(MonthlyCost estimate) {
        return new Plan(id, cluster, changes, notes, Optional.of(estimate));
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
