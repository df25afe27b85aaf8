package dev.appdb.aws.template;

import dev.appdb.failure.Problems;
import java.util.List;

/**
 * The parts of the network that the database uses, which the reference's setup created.
 *
 * @param vpcId such as {@code vpc-0123456789abcdef0}
 * @param databaseSubnetGroup the DB subnet group
 * @param databaseSubnetIds two or more, in the order in which the template gets them
 * @param endpointsSecurityGroupId the security group of the VPC endpoints
 */
public record Network(
        String vpcId, String databaseSubnetGroup, List<String> databaseSubnetIds, String endpointsSecurityGroupId) {

    /** @throws IllegalArgumentException naming everything that is wrong */
    public Network {
        databaseSubnetIds = List.copyOf(databaseSubnetIds);
        new Problems()
                .unless(vpcId.matches("vpc-[0-9a-f]+"), "\"" + vpcId + "\" is not a VPC's id")
                .unless(!databaseSubnetGroup.isBlank(), "the DB subnet group has no name")
                .unless(
                        databaseSubnetIds.size() >= 2,
                        "Aurora needs subnets in two zones, and there are " + databaseSubnetIds.size())
                .unless(
                        databaseSubnetIds.stream().allMatch(id -> id.matches("subnet-[0-9a-f]+")),
                        "not all of " + databaseSubnetIds + " are subnets' ids")
                .unless(
                        endpointsSecurityGroupId.matches("sg-[0-9a-f]+"),
                        "\"" + endpointsSecurityGroupId + "\" is not a security group's id")
                .refuse("network");
    }
}
