package dev.appdb.aws.preflight;

import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.NetworkName;
import dev.appdb.aws.account.NetworkParts;
import dev.appdb.engine.Preflight.Finding;
import dev.appdb.request.Capacity;
import dev.appdb.request.DatabaseRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Findings about the account's network, VPC endpoint and engine versions. */
public final class AccountFindings {
    private static final String NETWORK_REMEDY =
            "Set the network up with the project's infra/networks, or name another in"
                    + " the app's app-config, and check account and Region.";

    private AccountFindings() {}

    static List<Finding> network(NetworkName name, NetworkParts parts) {
        List<String> problems = parts.problems(name);
        if (problems.isEmpty()) {
            long zones = parts.subnets().stream()
                    .map(NetworkParts.DatabaseSubnet::zone)
                    .distinct()
                    .count();
            return List.of(Finding.good(
                    "network",
                    name.network() + ": " + parts.vpcs().get(0) + ", "
                            + parts.subnets().size() + " database subnets in " + zones + " zones, DB subnet group "
                            + parts.subnetGroup().orElse("")
                            + ", endpoints' group " + parts.endpointGroups().get(0)));
        }
        return problems.stream()
                .map(problem -> Finding.problem("network", problem, NETWORK_REMEDY))
                .toList();
    }

    /**
     * A VPC endpoint.
     *
     * @param state such as {@code available}
     * @param groups the ids of its security groups
     */
    public record Endpoint(String id, String type, String state, boolean privateDns, List<String> groups) {}

    /**
     * The finding about the VPC endpoint of Secrets Manager. The function cannot leave the VPC, so without the endpoint
     * it hangs.
     *
     * @param endpoints all of the VPC for that service
     * @param group the security group that the function's egress rule names; empty if there is none
     */
    static Finding secretsManager(List<Endpoint> endpoints, Optional<String> group) {
        String subject = "secrets endpoint";
        if (endpoints.isEmpty()) {
            return Finding.problem(
                    subject,
                    "the network has no VPC endpoint for Secrets Manager: the role manager would hang",
                    "Add an interface endpoint for secretsmanager with private DNS to the network (infra/networks; the"
                            + " reference makes one where has_database is true).");
        }
        List<String> wrong = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            Optional<String> problem = problem(endpoint, group);
            if (problem.isEmpty()) {
                return Finding.good(subject, endpoint.id() + " with private DNS");
            }
            wrong.add(endpoint.id() + " " + problem.get());
        }
        return Finding.problem(
                subject,
                String.join("; ", wrong) + ": the role manager would hang",
                "Correct the endpoint in infra/networks.");
    }

    private static Optional<String> problem(Endpoint endpoint, Optional<String> group) {
        if (!endpoint.type().equalsIgnoreCase("Interface")) {
            return Optional.of("is not an interface endpoint");
        } else if (!endpoint.state().equalsIgnoreCase("available")) {
            return Optional.of("is " + endpoint.state());
        } else if (!endpoint.privateDns()) {
            return Optional.of("has no private DNS");
        }
        return group.filter(id -> !endpoint.groups().contains(id))
                .map(id ->
                        "does not have security group " + id + ", the only one that the role manager may connect to");
    }

    /**
     * A version of the engine.
     *
     * @param minAcu the minimum capacity with Serverless v2; empty if Serverless v2 does not support the version
     */
    public record Version(String version, Optional<Double> minAcu, Optional<Double> maxAcu) {}

    public static Finding engine(DatabaseRequest request, List<Version> offered) {
        String subject = "engine";
        String wanted = "Aurora PostgreSQL " + request.version();
        Capacity capacity = request.aurora().capacity();
        List<Version> serverless =
                offered.stream().filter(version -> version.minAcu().isPresent()).toList();
        if (serverless.isEmpty()) {
            return Finding.problem(
                    subject,
                    wanted + " does not support Serverless v2 in " + AwsContext.region(request),
                    "Choose another with {--postgres-version}, or another Region.");
        }
        List<Version> fitting = serverless.stream()
                .filter(version -> version.minAcu().orElse(0.0) <= capacity.minAcu()
                        && version.maxAcu().orElse(capacity.maxAcu()) >= capacity.maxAcu())
                .toList();
        if (fitting.isEmpty()) {
            return Finding.problem(
                    subject,
                    wanted + " does not support " + Capacity.text(capacity.minAcu()) + " to "
                            + Capacity.text(capacity.maxAcu()) + " ACU in " + AwsContext.region(request),
                    "Choose another range with {--min-capacity} and {--max-capacity}, or a newer {--postgres-version}.");
        }
        return Finding.good(
                subject, wanted + ", such as " + fitting.get(fitting.size() - 1).version());
    }
}
