package dev.appdb.aws.cluster;

import java.util.List;
import java.util.Optional;

/**
 * A cluster or instance of somebody else, as RDS reports it.
 *
 * @param name its identifier
 * @param isCluster true for an Aurora or Multi-AZ cluster, false for an instance of its own
 * @param engine such as {@code aurora-postgresql} or {@code postgres}
 * @param facts what appdb uses of clusters of its own, too
 * @param resourceId its id in the ARNs of database users
 * @param iamAuthentication true if users may log in with tokens of IAM
 * @param subnetGroup its DB subnet group
 * @param securityGroups the ids of its security groups
 * @param memberOf the cluster that it is an instance of; empty for one of its own
 */
public record AdoptedDatabase(
        String name,
        boolean isCluster,
        String engine,
        ClusterFacts facts,
        String resourceId,
        boolean iamAuthentication,
        String subnetGroup,
        List<String> securityGroups,
        Optional<String> memberOf) {
    public AdoptedDatabase {
        securityGroups = List.copyOf(securityGroups);
    }

    /** {@code cluster} or {@code instance}. */
    public String kind() {
        return isCluster ? "cluster" : "instance";
    }
}
