package dev.appdb.aws.account;

import dev.appdb.aws.template.AdoptionNetwork;
import dev.appdb.aws.template.AdoptionNetwork.Gate;
import dev.appdb.failure.FailureException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;

/** Reads the network of a database of somebody else, and which of its security groups would let the role manager in. */
public final class AdoptionNetworkLookUp {
    private static final int HTTPS_PORT = 443;

    private final AwsClients clients;

    public AdoptionNetworkLookUp(AwsClients clients) {
        this.clients = clients;
    }

    /**
     * The network of a database.
     *
     * @param subnetGroup its DB subnet group
     * @param groups the ids of its security groups, one or more
     * @param port its port
     */
    public AdoptionNetwork find(String subnetGroup, List<String> groups, int port) throws FailureException {
        DBSubnetGroup found = AwsCall.make(
                "could not look at DB subnet group " + subnetGroup,
                () -> clients.rds()
                        .describeDBSubnetGroups(request -> request.dbSubnetGroupName(subnetGroup))
                        .dbSubnetGroups()
                        .get(0));
        List<String> subnets = found.subnets().stream()
                .map(software.amazon.awssdk.services.rds.model.Subnet::subnetIdentifier)
                .sorted()
                .toList();
        List<String> ranges = ranges(subnets);
        List<String> endpoint = endpoint(found.vpcId());
        return new AdoptionNetwork(
                found.vpcId(),
                subnets,
                gate(groups, port, ranges),
                endpoint.isEmpty() ? Optional.empty() : Optional.of(gate(endpoint, HTTPS_PORT, ranges)));
    }

    private List<String> ranges(List<String> subnets) throws FailureException {
        return AwsCall.make(
                "could not look at the database's subnets",
                () -> clients.ec2().describeSubnets(request -> request.subnetIds(subnets)).subnets().stream()
                        .map(Subnet::cidrBlock)
                        .toList());
    }

    /** The security groups of the endpoint of Secrets Manager that answers in the VPC; none where there is no such endpoint. */
    private List<String> endpoint(String vpc) throws FailureException {
        return AwsCall.make(
                "could not look for the VPC endpoint of Secrets Manager",
                () -> clients
                        .ec2()
                        .describeVpcEndpointsPaginator(request -> request.filters(
                                NetworkLookUp.filter("vpc-id", vpc),
                                NetworkLookUp.filter("service-name", "*." + clients.region() + ".secretsmanager")))
                        .vpcEndpoints()
                        .stream()
                        .filter(AdoptionNetworkLookUp::answers)
                        .map(endpoint -> endpoint.groups().stream()
                                .map(SecurityGroupIdentifier::groupId)
                                .toList())
                        .findFirst()
                        .orElse(List.of()));
    }

    private static boolean answers(VpcEndpoint endpoint) {
        return "interface".equalsIgnoreCase(endpoint.vpcEndpointTypeAsString())
                && "available".equalsIgnoreCase(endpoint.stateAsString())
                && Boolean.TRUE.equals(endpoint.privateDnsEnabled());
    }

    /** The first of the groups that is open, or else the first. */
    private Gate gate(List<String> ids, int port, List<String> ranges) throws FailureException {
        List<SecurityGroup> groups = AwsCall.make(
                "could not look at security groups " + String.join(", ", ids),
                () -> clients.ec2()
                        .describeSecurityGroups(request -> request.groupIds(ids))
                        .securityGroups());
        SecurityGroup open = groups.stream()
                .filter(group -> IngressRules.admit(group, port, ranges))
                .findFirst()
                .orElse(null);
        SecurityGroup chosen = open == null ? groups.get(0) : open;
        return new Gate(chosen.groupId(), chosen.groupName(), open != null);
    }
}
