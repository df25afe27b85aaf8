package dev.appdb.aws.cluster;

import dev.appdb.aws.account.AwsCall;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.failure.FailureException;
import dev.appdb.request.DatabaseRequest;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;
import software.amazon.awssdk.services.rds.model.ServerlessV2ScalingConfigurationInfo;

/** Reads one cluster, and turns its deletion protection off. */
public final class ClusterLookUp {
    static final int DEFAULT_PORT = 5432;

    private final RdsClient rds;

    public ClusterLookUp(RdsClient rds) {
        this.rds = rds;
    }

    /** The database of a request: a cluster of its name, or the adopted cluster or instance. */
    public Optional<ClusterFacts> find(DatabaseRequest request) throws FailureException {
        DatabaseStack stack = DatabaseStack.of(request);
        return stack.isAdoption()
                ? new AdoptedLookUp(rds).find(stack.database()).map(AdoptedDatabase::facts)
                : find(stack.cluster());
    }

    public Optional<ClusterFacts> find(String cluster) throws FailureException {
        return AwsCall.find(
                        "could not look at cluster " + cluster,
                        error -> error.code().startsWith("DBClusterNotFound"),
                        () -> rds.describeDBClusters(request -> request.dbClusterIdentifier(cluster)))
                .flatMap(response -> response.dbClusters().stream().findFirst())
                .map(ClusterLookUp::facts);
    }

    /** Turns deletion protection off, with immediate effect. */
    public void unprotect(String cluster) throws FailureException {
        AwsCall.make(
                "could not switch off the deletion protection of cluster " + cluster,
                () -> rds.modifyDBCluster(request -> request.dbClusterIdentifier(cluster)
                        .deletionProtection(false)
                        .applyImmediately(true)));
    }

    static ClusterFacts facts(DBCluster cluster) {
        Optional<ServerlessV2ScalingConfigurationInfo> scaling =
                Optional.ofNullable(cluster.serverlessV2ScalingConfiguration());
        Integer pause = scaling.map(ServerlessV2ScalingConfigurationInfo::secondsUntilAutoPause)
                .orElse(null);
        return new ClusterFacts(
                Optional.ofNullable(cluster.status()).orElse("unknown"),
                Optional.ofNullable(cluster.engineVersion()).orElse("unknown"),
                Optional.ofNullable(cluster.endpoint()),
                Optional.ofNullable(cluster.readerEndpoint()),
                Optional.ofNullable(cluster.port()).orElse(DEFAULT_PORT),
                scaling.map(ServerlessV2ScalingConfigurationInfo::minCapacity),
                scaling.map(ServerlessV2ScalingConfigurationInfo::maxCapacity),
                pause == null ? OptionalInt.empty() : OptionalInt.of(pause),
                Boolean.TRUE.equals(cluster.deletionProtection()),
                cluster.dbClusterMembers().stream()
                        .sorted(Comparator.comparing(member -> !Boolean.TRUE.equals(member.isClusterWriter())))
                        .map(DBClusterMember::dbInstanceIdentifier)
                        .toList(),
                Optional.ofNullable(cluster.masterUserSecret()).map(MasterUserSecret::secretArn),
                Optional.ofNullable(cluster.databaseName()),
                Optional.ofNullable(cluster.masterUsername()));
    }
}
