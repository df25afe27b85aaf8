package dev.appdb.plan;

import java.util.List;

/**
 * One resource that a plan changes.
 *
 * @param action what happens to it
 * @param type what it is, such as {@code PostgreSQL server} or {@code AWS::RDS::DBCluster}
 * @param name its name, unique within the plan
 * @param purpose what it is for, a phrase
 * @param holdsData whether data is lost when it is replaced or removed
 * @param details what is changed, or which property forces a replacement; may be empty
 */
public record ResourceChange(
        Action action, String type, String name, String purpose, boolean holdsData, List<String> details) {

    public ResourceChange {
        details = List.copyOf(details);
    }

    /** Whether doing this loses data. */
    public boolean losesData() {
        return holdsData && action.destroys();
    }
}
