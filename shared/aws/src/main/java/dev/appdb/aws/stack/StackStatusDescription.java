package dev.appdb.aws.stack;

import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.aws.cluster.ClusterFacts;
import dev.appdb.engine.TargetStatus;
import dev.appdb.engine.TargetStatus.State;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.Capacity;
import dev.appdb.request.DatabaseRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Describes the status of a stack and its cluster. */
final class StackStatusDescription {
    private StackStatusDescription() {}

    /**
     * The status with its details.
     *
     * @param stack the stack's state; empty where there is none
     * @param terminationProtection whether the stack has it; empty where there is none
     * @param cluster the cluster; empty where there is none
     */
    static TargetStatus of(
            DatabaseRequest request,
            Optional<StackState> stack,
            Optional<Boolean> terminationProtection,
            Optional<ClusterFacts> cluster) {
        String name = DatabaseStack.of(request).name();
        String region = AwsContext.region(request).value();
        Map<String, String> details = new LinkedHashMap<>();
        Map<String, Remedy> remedies = new LinkedHashMap<>();
        details.put("region", region);
        details.put(
                "stack",
                stack.map(state -> name + " " + state.description())
                        .orElse(unstacked(
                                name, cluster, request.aurora().adopted().isPresent())));
        terminationProtection
                .filter(any -> request.aurora().adopted().isEmpty())
                .ifPresent(isOn -> details.put("termination protection", isOn ? "on" : "off"));
        request.aurora()
                .adopted()
                .ifPresent(adoption -> details.put("adopted", adoption.name() + ", which another tool made"));
        stack.filter(state -> state.kind() == StackState.Kind.STUCK || state.kind() == StackState.Kind.ROLLED_BACK)
                .ifPresent(state -> remedies.put("remedy", state.remedy(name, region)));
        cluster.ifPresent(facts -> describe(facts, details));
        if (stack.filter(state -> state.kind() == StackState.Kind.READY).isPresent()
                && cluster.filter(facts -> !facts.deletionProtection()).isPresent()
                && !request.aurora().temporary()
                && request.aurora().adopted().isEmpty()) {
            remedies.put(
                    "pending",
                    Remedy.of(
                            "deletion protection is off; the next apply turns it on: {}",
                            request.command(Subcommand.APPLY)));
        }
        return new TargetStatus(state(cluster), details, remedies);
    }

    private static String unstacked(String name, Optional<ClusterFacts> cluster, boolean isAdopted) {
        return cluster.isPresent() && !isAdopted
                ? "there is no " + name + ": another tool created the cluster; roles and connect work with it"
                : "there is no " + name;
    }

    private static void describe(ClusterFacts facts, Map<String, String> details) {
        details.put("cluster status", facts.status());
        details.put("version", facts.engineVersion());
        facts.endpoint().ifPresent(host -> details.put("endpoint", host + ":" + facts.port()));
        facts.readerEndpoint().ifPresent(host -> details.put("reader endpoint", host + ":" + facts.port()));
        details.put("capacity", capacity(facts));
        details.put("instances", facts.members().isEmpty() ? "none" : String.join(", ", facts.members()));
        details.put("deletion protection", facts.deletionProtection() ? "on" : "off");
    }

    private static String capacity(ClusterFacts facts) {
        if (facts.minAcu().isEmpty() || facts.maxAcu().isEmpty()) {
            return "fixed: the cluster is not Serverless v2";
        }
        String range = Capacity.text(facts.minAcu().get()) + " to "
                + Capacity.text(facts.maxAcu().get()) + " ACU";
        return facts.pauseSeconds().isPresent()
                ? range + ", pauses after " + facts.pauseSeconds().getAsInt() + " s without a connection"
                : range;
    }

    /** @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/accessing-monitoring.html">AWS</a> */
    private static State state(Optional<ClusterFacts> cluster) {
        if (cluster.isEmpty()) {
            return State.ABSENT;
        }
        return switch (cluster.get().status()) {
            case "stopped", "stopping" -> State.STOPPED;
            case "creating",
                    "deleting",
                    "starting",
                    "migrating",
                    "preparing-data-migration",
                    "cloning-failed",
                    "migration-failed",
                    "inaccessible-encryption-credentials",
                    "inaccessible-encryption-credentials-recoverable",
                    "failing-over",
                    "unknown" -> State.UNREACHABLE;
            default -> State.RUNNING;
        };
    }
}
