package dev.appdb.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.appdb.roles.DatabasePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The changes that applying makes, before they are made: to resources, and to what is inside the database.
 *
 * @param id the name of exactly this plan; where the plan covers the database, {@code RESOURCES.DATABASE}
 * @param cluster the database it is for
 * @param changes the changes of resources, in the order in which they are shown; empty means that they are up to date
 * @param notes sentences to show beside the changes, such as what is left alone
 * @param cost the estimated cost of a month; empty where it costs nothing, or the prices are not known
 * @param database the changes of roles, privileges, schema and extensions; empty where the plan does not cover them
 */
public record Plan(
        String id,
        String cluster,
        List<ResourceChange> changes,
        List<String> notes,
        Optional<MonthlyCost> cost,
        Optional<DatabasePart> database) {
    static final String SEPARATOR = ".";

    /**
     * @param cost may be missing in what an earlier version wrote
     * @param database may be missing in what an earlier version wrote
     */
    public Plan(
            String id,
            String cluster,
            List<ResourceChange> changes,
            List<String> notes,
            @Nullable Optional<MonthlyCost> cost,
            @Nullable Optional<DatabasePart> database) {
        this.id = id;
        this.cluster = cluster;
        this.changes = List.copyOf(changes);
        this.notes = List.copyOf(notes);
        this.cost = cost == null ? Optional.empty() : cost;
        this.database = database == null ? Optional.empty() : database;
    }

    /** A plan of resources, without an estimate of its cost. */
    public Plan(String id, String cluster, List<ResourceChange> changes, List<String> notes) {
        this(id, cluster, changes, notes, Optional.empty(), Optional.empty());
    }

    /** A plan of the database alone. */
    public static Plan ofDatabase(String cluster, DatabasePart part) {
        return new Plan("roles", cluster, List.of(), List.of()).with(part);
    }

    /** The same with one more note. */
    public Plan noting(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Plan(id, cluster, changes, more, cost, database);
    }

    /** The same with an estimate of its cost. */
    public Plan costing(MonthlyCost estimate) {
        return new Plan(id, cluster, changes, notes, Optional.of(estimate), database);
    }

    /** The same with the changes of the database, which the id then covers too. */
    public Plan with(DatabasePart part) {
        return new Plan(resourcesId(id) + SEPARATOR + part.id(), cluster, changes, notes, cost, Optional.of(part));
    }

    /** The plan of the resources alone, as the target made it. */
    public Plan resources() {
        return new Plan(resourcesId(id), cluster, changes, notes, cost, Optional.empty());
    }

    /** The resources' part of a plan's id. */
    public static String resourcesId(String id) {
        int end = id.indexOf(SEPARATOR);
        return end < 0 ? id : id.substring(0, end);
    }

    /** Returns whether an id is of a plan that covers the database too. */
    public static boolean coversDatabase(String id) {
        return id.contains(SEPARATOR);
    }

    /** Returns whether an id is of a plan of the database alone. */
    public static boolean isOfDatabase(String id) {
        return id.startsWith("roles" + SEPARATOR);
    }

    /** Returns whether applying changes nothing; false where the database could not be looked at. */
    public boolean isUpToDate() {
        return changes.isEmpty() && database.map(DatabasePart::isUpToDate).orElse(true);
    }

    public long count(Action action) {
        return changes.stream().filter(change -> change.action() == action).count();
    }

    /** "2 to add, 0 to modify, 0 to replace, 0 to remove; database: 14 changes", or that there is nothing to do. */
    @JsonProperty
    public String summary() {
        if (isUpToDate()) {
            return "no changes: " + cluster + " is up to date";
        }
        List<String> parts = new ArrayList<>();
        if (!changes.isEmpty()) {
            parts.add(count(Action.ADD) + " to add, " + count(Action.MODIFY) + " to modify, " + count(Action.REPLACE)
                    + " to replace, " + count(Action.REMOVE) + " to remove");
        }
        database.filter(part -> !part.isUpToDate()).ifPresent(part -> parts.add("database: " + part.summary()));
        return String.join("; ", parts);
    }

    /** The changes of the database, where the plan covers it and could look. */
    public Optional<DatabasePlan> databasePlan() {
        return database.flatMap(DatabasePart::plan);
    }
}
