package dev.appdb.aws.template;

import dev.appdb.failure.Problems;
import java.util.List;
import java.util.Optional;

/**
 * The network of a database of somebody else, as far as its role manager needs it.
 *
 * @param vpcId such as {@code vpc-0123456789abcdef0}
 * @param subnetIds those of its DB subnet group, sorted
 * @param database the security group by which the role manager reaches the database
 * @param endpoint the security group of the VPC endpoint of Secrets Manager; empty where there is none, so that the role
 *     manager needs a way out of the VPC
 */
public record AdoptionNetwork(String vpcId, List<String> subnetIds, Gate database, Optional<Gate> endpoint) {
    /** @throws IllegalArgumentException naming everything that is wrong */
    public AdoptionNetwork {
        subnetIds = List.copyOf(subnetIds);
        new Problems()
                .unless(vpcId.matches("vpc-[0-9a-f]+"), "\"" + vpcId + "\" is not a VPC's id")
                .unless(
                        !subnetIds.isEmpty() && subnetIds.stream().allMatch(id -> id.matches("subnet-[0-9a-f]+")),
                        "not all of " + subnetIds + " are subnets' ids")
                .refuse("network");
    }

    /**
     * A security group of somebody else that the role manager has to pass.
     *
     * @param groupId such as {@code sg-0123456789abcdef0}
     * @param groupName its name
     * @param isOpen true if a rule of its owner lets all of the subnets in, so that it needs none for the role manager
     */
    public record Gate(String groupId, String groupName, boolean isOpen) {
        @Override
        public String toString() {
            return groupId + " (" + groupName + ")";
        }
    }
}
