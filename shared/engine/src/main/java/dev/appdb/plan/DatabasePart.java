package dev.appdb.plan;

import dev.appdb.failure.Remedy;
import dev.appdb.roles.DatabasePlan;
import java.util.Optional;

/**
 * The part of a plan about what is inside the database.
 *
 * @param plan the changes; empty where the database could not be looked at
 * @param exists whether the database exists already, so that an update is held to exactly these changes
 * @param unknown why it could not be looked at, a clause; empty where it could
 * @param remedy what makes it possible to look; none where it could
 */
public record DatabasePart(Optional<DatabasePlan> plan, boolean exists, String unknown, Remedy remedy) {
    /** Enough of a digest to tell two states of one database apart. */
    private static final int DIGITS = 12;

    private static final String NEW = "new-";

    /** The plan of a database that exists. */
    public static DatabasePart of(DatabasePlan plan) {
        return new DatabasePart(Optional.of(plan), true, "", Remedy.NONE);
    }

    /** The plan of a database that does not exist yet: all that will be made. */
    public static DatabasePart ofNew(DatabasePlan plan) {
        return new DatabasePart(Optional.of(plan), false, "", Remedy.NONE);
    }

    /** A database that can't be looked at. */
    public static DatabasePart unknown(String why, Remedy remedy) {
        return new DatabasePart(Optional.empty(), true, why, remedy);
    }

    /** The part that the plan's id has of it; that of a database that does not exist yet begins with {@code new-}. */
    String id() {
        return (exists ? "" : NEW)
                + plan.map(known -> known.id().substring(0, DIGITS)).orElse("unknown");
    }

    /**
     * Returns whether this is what a person has reviewed, or less: a plan that an interrupted run has carried out already, or
     * a database that the reviewed plan has created since.
     *
     * @param id the id of the reviewed plan
     */
    public boolean isCoveredBy(String id) {
        String reviewed = id.substring(Plan.resourcesId(id).length());
        return reviewed.isEmpty()
                || reviewed.equals(Plan.SEPARATOR + id())
                || isUpToDate()
                || exists && reviewed.startsWith(Plan.SEPARATOR + NEW);
    }

    /** Returns whether an update is known to change nothing. */
    public boolean isUpToDate() {
        return plan.map(DatabasePlan::isEmpty).orElse(false);
    }

    /** "14 changes, 2 of them take something away", "not known: …", or "no changes". */
    public String summary() {
        if (plan.isEmpty()) {
            return "changes unknown: " + unknown;
        }
        int changes = plan.get().changes().size();
        int taking = plan.get().takingAway().size();
        if (changes == 0) {
            return "no changes";
        }
        return changes
                + (changes == 1 ? " change" : " changes")
                + (taking == 0 ? "" : ", " + taking + (taking == 1 ? " takes" : " take") + " something away");
    }
}
