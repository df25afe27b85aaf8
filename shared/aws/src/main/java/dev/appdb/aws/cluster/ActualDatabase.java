package dev.appdb.aws.cluster;

import dev.appdb.aws.template.TemplateRequest;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import java.util.Optional;

/**
 * The database and the master user of a cluster that exists. Terraform may have made the cluster with other names than
 * appdb's defaults, and no project file has them.
 *
 * @param name the database
 * @param master the master user
 */
public record ActualDatabase(String name, String master) {

    /** The names that RDS reports of the cluster. */
    public static ActualDatabase of(DatabaseRequest request, ClusterFacts cluster) {
        return of(request, cluster.database(), cluster.masterUser());
    }

    /** The names that were found; a database that the request names otherwise than by default is that one. */
    public static ActualDatabase of(DatabaseRequest request, Optional<String> database, Optional<String> master) {
        String named = request.names().database();
        return new ActualDatabase(
                isNamed(request) ? named : database.orElse(named), master.orElse(TemplateRequest.MASTER_USER));
    }

    /** Returns whether the request names a database, rather than leaving it at the default. */
    public static boolean isNamed(DatabaseRequest request) {
        return !request.names().database().equals(DatabaseNames.DEFAULT.database());
    }
}
