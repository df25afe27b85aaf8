package dev.appdb.engine;

import java.util.List;
import java.util.Locale;

/**
 * The differences between the deployed template and the current resources.
 *
 * @param applicable whether this kind of target can tell at all
 * @param summary what was looked at, or why it can't be told, a sentence without a full stop
 * @param resources the resources that differ; empty where none does
 */
public record DriftReport(boolean applicable, String summary, List<DriftedResource> resources) {

    public DriftReport {
        resources = List.copyOf(resources);
    }

    /** The report of a target without resources that could drift. */
    public static DriftReport notApplicable(String why) {
        return new DriftReport(false, why, List.of());
    }

    /** True if anything differs. */
    public boolean hasDrift() {
        return !resources.isEmpty();
    }

    /**
     * A resource that differs.
     *
     * @param type such as {@code AWS::RDS::DBCluster}
     * @param name its name in the deployment
     * @param physicalId its name where it is
     * @param kind how it differs
     * @param differences the properties that differ; empty if it is gone
     */
    public record DriftedResource(
            String type, String name, String physicalId, Kind kind, List<DriftedProperty> differences) {

        public DriftedResource {
            differences = List.copyOf(differences);
        }
    }

    /**
     * A property that differs.
     *
     * @param path such as {@code /DeletionProtection}
     * @param expected as deployed; empty if it was added
     * @param actual as it is; empty if it was removed
     */
    public record DriftedProperty(String path, String expected, String actual) {}

    /** The kind of a difference. */
    public enum Kind {
        MODIFIED,
        DELETED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
