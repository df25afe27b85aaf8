package dev.appdb.aws.preflight;

import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.cluster.ClusterFacts;
import dev.appdb.engine.Preflight.Finding;
import dev.appdb.failure.Remedy;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Region;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Findings about the state of a deployed cluster. Most operations are refused by RDS unless it is available.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/accessing-monitoring.html">AWS: status of an
 *     Aurora cluster</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html">AWS: status of an RDS
 *     instance</a>
 */
final class ClusterFindings {
    private static final String SUBJECT = "cluster";

    /** The states in which a cluster or instance works as usual. */
    private static final Set<String> GOOD = Set.of(
            "available",
            "backing-up",
            "configuring-enhanced-monitoring",
            "configuring-iam-database-auth",
            "configuring-log-exports",
            "storage-config-upgrade",
            "storage-initialization",
            "storage-optimization");

    /** The states that RDS leaves by itself, and that no deployment of appdb causes. */
    private static final Set<String> PASSING =
            Set.of("starting", "stopping", "failing-over", "maintenance", "backtracking", "rebooting", "promoting");

    private static final Map<String, String> BROKEN = Map.ofEntries(
            Map.entry("storage-full", "Free storage or have RDS give it more, in the RDS console."),
            Map.entry(
                    "inaccessible-encryption-credentials",
                    "Enable its KMS key and allow RDS to use it, then restore the cluster from a snapshot."),
            Map.entry(
                    "inaccessible-encryption-credentials-recoverable",
                    "Enable its KMS key and allow RDS to use it, then start the cluster within seven days."),
            Map.entry(
                    "incompatible-network",
                    "Correct its subnets and security groups: the RDS console's events say what is wrong."),
            Map.entry(
                    "incompatible-parameters",
                    "Correct its parameter group: the RDS console's events say which parameter is wrong."),
            Map.entry("incompatible-restore", "Restore it from another snapshot or to another time."),
            Map.entry("insufficient-capacity", "AWS has no capacity for it at the moment. Try again later."),
            Map.entry("cloning-failed", "Look at its events in the RDS console."),
            Map.entry("migration-failed", "Look at its events in the RDS console."),
            Map.entry("failed", "Look at its events in the RDS console, and restore it from a snapshot."),
            Map.entry(
                    "incompatible-option-group",
                    "Correct its option group: the RDS console's events say which option is wrong."),
            Map.entry(
                    "incompatible-create",
                    "Look at its events in the RDS console: what it was created with does not go together."),
            Map.entry("restore-error", "Restore it from another snapshot or to another time."));

    private ClusterFindings() {}

    /** The finding about its state; empty if it is not there yet. */
    static Optional<Finding> of(DatabaseRequest request, Optional<ClusterFacts> cluster) {
        return cluster.map(facts -> of(request.cluster(), "cluster", AwsContext.region(request), facts.status()));
    }

    /**
     * The finding about the state of a cluster or instance.
     *
     * @param kind {@code cluster} or {@code instance}
     */
    static Finding of(String name, String kind, Region region, String status) {
        String found = name + " is " + status;
        if (GOOD.contains(status)) {
            return Finding.good(SUBJECT, found);
        } else if (status.equals("stopped")) {
            return Finding.problem(
                    SUBJECT,
                    found,
                    Remedy.of(
                            "Start it with {}, and wait until it is available.",
                            Remedy.shell("aws rds start-db-" + kind + " --db-" + kind + "-identifier " + name
                                    + " --region " + region)));
        } else if (PASSING.contains(status)) {
            return Finding.problem(SUBJECT, found, "Wait until it is available.");
        }
        return Optional.ofNullable(BROKEN.get(status))
                .map(remedy -> Finding.problem(SUBJECT, found, remedy))
                .orElseGet(() -> Finding.warning(SUBJECT, found, "What needs it to be available waits or fails."));
    }
}
