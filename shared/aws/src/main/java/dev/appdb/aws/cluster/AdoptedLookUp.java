package dev.appdb.aws.cluster;

import dev.appdb.aws.account.AwsCall;
import dev.appdb.failure.FailureException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** Reads the clusters and instances of somebody else; changes nothing of them. */
public final class AdoptedLookUp {
    private final RdsClient rds;

    public AdoptedLookUp(RdsClient rds) {
        this.rds = rds;
    }

    /** The cluster of a name, or the instance where there is no such cluster. */
    public Optional<AdoptedDatabase> find(String name) throws FailureException {
        Optional<AdoptedDatabase> cluster = AwsCall.find(
                        "could not look at cluster " + name,
                        error -> error.code().startsWith("DBClusterNotFound"),
                        () -> rds.describeDBClusters(request -> request.dbClusterIdentifier(name)))
                .flatMap(response -> response.dbClusters().stream().findFirst())
                .map(AdoptedLookUp::cluster);
        if (cluster.isPresent()) {
            return cluster;
        }
        return AwsCall.find(
                        "could not look at instance " + name,
                        error -> error.code().startsWith("DBInstanceNotFound"),
                        () -> rds.describeDBInstances(request -> request.dbInstanceIdentifier(name)))
                .flatMap(response -> response.dbInstances().stream().findFirst())
                .map(AdoptedLookUp::instance);
    }

    /** The names of all clusters and instances of PostgreSQL in the Region, without the instances of clusters. */
    public List<String> names() throws FailureException {
        return AwsCall.make(
                "could not list the clusters",
                () -> Stream.concat(
                                rds.describeDBClustersPaginator().dbClusters().stream()
                                        .filter(cluster -> isPostgres(cluster.engine()))
                                        .map(DBCluster::dbClusterIdentifier),
                                rds.describeDBInstancesPaginator().dbInstances().stream()
                                        .filter(instance -> isPostgres(instance.engine()))
                                        .filter(instance -> given(instance.dbClusterIdentifier())
                                                .isEmpty())
                                        .map(DBInstance::dbInstanceIdentifier))
                        .sorted()
                        .toList());
    }

    private static boolean isPostgres(String engine) {
        return String.valueOf(engine).contains("postgres");
    }

    private static AdoptedDatabase cluster(DBCluster cluster) {
        return new AdoptedDatabase(
                cluster.dbClusterIdentifier(),
                true,
                String.valueOf(cluster.engine()),
                ClusterLookUp.facts(cluster),
                String.valueOf(cluster.dbClusterResourceId()),
                Boolean.TRUE.equals(cluster.iamDatabaseAuthenticationEnabled()),
                String.valueOf(cluster.dbSubnetGroup()),
                groups(cluster.vpcSecurityGroups()),
                Optional.empty());
    }

    private static AdoptedDatabase instance(DBInstance instance) {
        return new AdoptedDatabase(
                instance.dbInstanceIdentifier(),
                false,
                String.valueOf(instance.engine()),
                facts(instance),
                String.valueOf(instance.dbiResourceId()),
                Boolean.TRUE.equals(instance.iamDatabaseAuthenticationEnabled()),
                Optional.ofNullable(instance.dbSubnetGroup())
                        .map(DBSubnetGroup::dbSubnetGroupName)
                        .orElse(""),
                groups(instance.vpcSecurityGroups()),
                given(instance.dbClusterIdentifier()));
    }

    private static ClusterFacts facts(DBInstance instance) {
        Optional<Endpoint> endpoint = Optional.ofNullable(instance.endpoint());
        return new ClusterFacts(
                given(instance.dbInstanceStatus()).orElse("unknown"),
                given(instance.engineVersion()).orElse("unknown"),
                endpoint.map(Endpoint::address),
                Optional.empty(),
                endpoint.map(Endpoint::port).orElse(ClusterLookUp.DEFAULT_PORT),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Boolean.TRUE.equals(instance.deletionProtection()),
                List.of(instance.dbInstanceIdentifier()),
                Optional.ofNullable(instance.masterUserSecret()).map(MasterUserSecret::secretArn),
                given(instance.dbName()),
                given(instance.masterUsername()));
    }

    private static List<String> groups(List<VpcSecurityGroupMembership> groups) {
        return groups.stream()
                .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                .toList();
    }

    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(value -> !value.isEmpty());
    }
}
