package dev.appdb.aws.cluster;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The properties of a cluster that appdb uses, as RDS reports them.
 *
 * @param status such as {@code available}
 * @param engineVersion such as {@code 16.6}
 * @param endpoint the writer's host; empty while there is none
 * @param minAcu the minimum capacity in ACU; empty if the cluster is not Serverless v2
 * @param pauseSeconds the seconds without a connection after which it pauses; empty if it never does
 * @param members the instances' names, the writer first
 * @param masterSecret the ARN of the secret with the master password; empty where RDS does not keep it
 * @param database the database that it was made with; empty if it was made with none
 * @param masterUser the master user's name
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
        Optional<String> masterSecret,
        Optional<String> database,
        Optional<String> masterUser) {

    public ClusterFacts {
        members = List.copyOf(members);
    }
}
