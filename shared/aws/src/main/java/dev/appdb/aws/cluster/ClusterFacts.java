package dev.appdb.aws.cluster;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What RDS says of a cluster, as far as it matters here.
 *
 * @param status such as {@code available}
 * @param engineVersion such as {@code 16.6}
 * @param endpoint the host that takes writes; empty while there is none
 * @param minAcu the least capacity; empty where the cluster is not of Serverless v2
 * @param pauseSeconds after how long without a connection it pauses; empty if it never does
 * @param members the instances' names, the writer first
 * @param masterSecret the ARN of the secret with the master password; empty where RDS does not keep it
 */
public record ClusterFacts(
        String status,
        String engineVersion,
        Optional<String> endpoint,
        Optional<String> readerEndpoint,
        int port,
        Optional<Double> minAcu,
        Optional<Double> maxAcu,
        OptionalInt pauseSeconds,
        boolean deletionProtection,
        List<String> members,
        Optional<String> masterSecret) {

    public ClusterFacts {
        members = List.copyOf(members);
    }
}
