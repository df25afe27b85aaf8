package dev.appdb.aws.account;

import dev.appdb.aws.template.Network;
import dev.appdb.failure.FailureException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.DbSubnetGroupNotFoundException;

/** Finds the parts of a network that the reference's setup creates. */
public final class NetworkLookUp {
    private final Ec2Client ec2;
    private final RdsClient rds;

    public NetworkLookUp(Ec2Client ec2, RdsClient rds) {
        this.ec2 = ec2;
        this.rds = rds;
    }

    /** @throws FailureException naming everything that is missing */
    public Network find(NetworkName name) throws FailureException {
        return NetworkParts.network(name, parts(name));
    }

    /** The parts that exist, even if some are missing. */
    public NetworkParts parts(NetworkName name) throws FailureException {
        List<String> vpcs = AwsCall.make(
                "could not look for the network's VPC",
                () -> ec2
                        .describeVpcsPaginator(request -> request.filters(
                                filter("tag:project", name.project()), filter("tag:network_name", name.network())))
                        .vpcs()
                        .stream()
                        .map(Vpc::vpcId)
                        .toList());
        if (vpcs.size() != 1) {
            return new NetworkParts(vpcs, List.of(), Optional.empty(), List.of());
        }
        return new NetworkParts(vpcs, subnets(vpcs.get(0)), subnetGroup(name), endpointGroups(vpcs.get(0)));
    }

    private List<NetworkParts.DatabaseSubnet> subnets(String vpc) throws FailureException {
        return AwsCall.make(
                "could not look for the network's database subnets",
                () -> ec2
                        .describeSubnetsPaginator(request ->
                                request.filters(filter("vpc-id", vpc), filter("tag:subnet_type", "database")))
                        .subnets()
                        .stream()
                        .map(NetworkLookUp::subnet)
                        .toList());
    }

    private static NetworkParts.DatabaseSubnet subnet(Subnet subnet) {
        return new NetworkParts.DatabaseSubnet(subnet.subnetId(), subnet.availabilityZone());
    }

    private Optional<String> subnetGroup(NetworkName name) throws FailureException {
        return AwsCall.make("could not look for the network's DB subnet group", () -> {
            try {
                return rds
                        .describeDBSubnetGroups(request -> request.dbSubnetGroupName(name.network()))
                        .dbSubnetGroups()
                        .stream()
                        .map(DBSubnetGroup::dbSubnetGroupName)
                        .findFirst();
            } catch (DbSubnetGroupNotFoundException e) {
                return Optional.<String>empty();
            }
        });
    }

    private List<String> endpointGroups(String vpc) throws FailureException {
        return AwsCall.make(
                "could not look for the security group of the network's VPC endpoints",
                () -> ec2
                        .describeSecurityGroupsPaginator(request -> request.filters(
                                filter("vpc-id", vpc), filter("group-name", NetworkParts.ENDPOINTS_PREFIX + "*")))
                        .securityGroups()
                        .stream()
                        .map(SecurityGroup::groupId)
                        .toList());
    }

    static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
