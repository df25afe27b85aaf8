package dev.appdb.aws.account;

import dev.appdb.aws.template.Network;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a network that were found, even if some are missing.
 *
 * @param vpcs the VPCs with the network's tags; one is right
 * @param subnets the database subnets in that VPC
 * @param subnetGroup the DB subnet group that is named like the network
 * @param endpointGroups the security groups of the VPC endpoints; one is right
 */
public record NetworkParts(
        List<String> vpcs, List<DatabaseSubnet> subnets, Optional<String> subnetGroup, List<String> endpointGroups) {
    /** The prefix that the reference gives the security group of a network's VPC endpoints. */
    static final String ENDPOINTS_PREFIX = "aws-service-vpc-endpoints";

    public NetworkParts {
        vpcs = List.copyOf(vpcs);
        subnets = List.copyOf(subnets);
        endpointGroups = List.copyOf(endpointGroups);
    }

    /** A subnet and the zone that it is in. */
    public record DatabaseSubnet(String id, String zone) {}

    /** The reasons why the network cannot hold a database, a phrase each; empty if it can. */
    public List<String> problems(NetworkName name) {
        if (vpcs.size() != 1) {
            return List.of((vpcs.isEmpty() ? "no VPC has" : vpcs + " all have") + " the tags project=" + name.project()
                    + " and network_name=" + name.network());
        }
        List<String> problems = new ArrayList<>();
        long zones = subnets.stream().map(DatabaseSubnet::zone).distinct().count();
        if (zones < 2) {
            problems.add("VPC " + vpcs.get(0) + " has subnets with the tag subnet_type=database in "
                    + (zones == 0 ? "no zone" : "one zone") + ", and Aurora needs two");
        }
        if (subnetGroup.isEmpty()) {
            problems.add("no DB subnet group is named " + name.network());
        }
        if (endpointGroups.isEmpty()) {
            problems.add("VPC " + vpcs.get(0) + " has no security group whose name begins with " + ENDPOINTS_PREFIX);
        }
        if (endpointGroups.size() > 1) {
            problems.add("the names of " + endpointGroups + " all begin with " + ENDPOINTS_PREFIX
                    + ", so the one of the VPC endpoints can't be identified");
        }
        return problems;
    }

    /** @throws FailureException naming everything that is missing */
    static Network network(NetworkName name, NetworkParts parts) throws FailureException {
        List<String> problems = parts.problems(name);
        if (!problems.isEmpty()) {
            throw Failure.failed(
                            "network-incomplete",
                            "could not put a database into network " + name.network(),
                            String.join("; ", problems),
                            "Set the network up with the project's infra/networks, or name another in the app's"
                                    + " app-config, and check account and Region.")
                    .asException();
        }
        return new Network(
                parts.vpcs().get(0),
                parts.subnetGroup().orElseThrow(),
                // In an order of their own: the same subnets are no change.
                parts.subnets().stream().map(DatabaseSubnet::id).sorted().toList(),
                parts.endpointGroups().get(0));
    }
}
