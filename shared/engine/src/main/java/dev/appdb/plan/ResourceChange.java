package dev.appdb.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One resource that a plan changes.
 *
 * @param action what happens to it
 * @param type what it is, such as {@code PostgreSQL server} or {@code AWS::RDS::DBCluster}
 * @param name its name, unique within the plan
 * @param purpose what it is for, a phrase
 * @param holdsData whether data is lost when it is replaced or removed
 * @param details what is changed, or which property forces a replacement; may be empty
 * @param risks what else is to be allowed before it is done
 */
public record ResourceChange(
        Action action,
        String type,
        String name,
        String purpose,
        boolean holdsData,
        List<String> details,
        List<Risk> risks) {
    /** The end of the detail of a change that restarts a server. */
    public static final String RESTART = "which drops all connections";

    /** @param risks may be missing in what an earlier version wrote */
    public ResourceChange(
            Action action,
            String type,
            String name,
            String purpose,
            boolean holdsData,
            List<String> details,
            @Nullable List<Risk> risks) {
        this.action = action;
        this.type = type;
        this.name = name;
        this.purpose = purpose;
        this.holdsData = holdsData;
        this.details = List.copyOf(details);
        this.risks = risks == null ? List.of() : List.copyOf(risks);
    }

    /** A change without such risks. */
    public static ResourceChange of(
            Action action, String type, String name, String purpose, boolean holdsData, List<String> details) {
        return new ResourceChange(action, type, name, purpose, holdsData, details, List.of());
    }

    /** The same with one more detail. */
    public ResourceChange with(String detail) {
        List<String> more = new ArrayList<>(details);
        more.add(detail);
        return new ResourceChange(action, type, name, purpose, holdsData, more, risks);
    }

    /** True if doing this loses data. */
    public boolean losesData() {
        return holdsData && action.destroys();
    }

    /** True if doing this restarts a server that runs. */
    public boolean restarts() {
        return details.stream().anyMatch(ResourceChange::isRestart);
    }

    /** True for a detail that says so. */
    public static boolean isRestart(String detail) {
        return detail.endsWith(RESTART);
    }

    /** True if doing this gives a place for data that has none yet. */
    public boolean makesNewData() {
        return holdsData && (action == Action.ADD || action == Action.REPLACE);
    }
}
