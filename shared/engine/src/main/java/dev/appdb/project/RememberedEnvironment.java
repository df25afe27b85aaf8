package dev.appdb.project;

import dev.appdb.request.AuroraSettings;
import dev.appdb.request.BackendModule;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.Region;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import java.util.Optional;

/**
 * What {@code infra/<APP>/appdb/<environment>.json} remembers of an environment; no secret is ever in it.
 *
 * @param target where the database lives
 * @param region the AWS Region, where one was given
 * @param version the PostgreSQL major, where the target deploys a server
 * @param aurora how big the cluster is, for {@link Target#AWS} only
 * @param names the names inside the server
 * @param module the Terraform module whose backend file is written
 * @param serverUrl the server, for {@link Target#SERVER} and only then
 */
public record RememberedEnvironment(
        Target target,
        Optional<Region> region,
        Optional<PostgresVersion> version,
        Optional<AuroraSettings> aurora,
        DatabaseNames names,
        BackendModule module,
        Optional<ServerUrl> serverUrl) {

    /** @throws IllegalArgumentException if something is missing for the target that needs it, or too much */
    public RememberedEnvironment {
        if ((target == Target.SERVER) != serverUrl.isPresent()) {
            throw new IllegalArgumentException(
                    target == Target.SERVER
                            ? "target server needs \"server_url\""
                            : "\"server_url\" goes with target server only, not with " + target);
        }
        if (target != Target.AWS && aurora.isPresent()) {
            throw new IllegalArgumentException("\"aurora\" goes with target aws only, not with " + target);
        }
    }

    /** What of a request is worth remembering: not what its target has no use for. */
    public static RememberedEnvironment of(DatabaseRequest request) {
        return new RememberedEnvironment(
                request.target(),
                request.region(),
                deploysServer(request.target()) ? Optional.of(request.version()) : Optional.empty(),
                request.target() == Target.AWS ? Optional.of(request.aurora()) : Optional.empty(),
                request.names(),
                request.module(),
                request.serverUrl());
    }

    private static boolean deploysServer(Target target) {
        return switch (target) {
            case LOCAL, AWS -> true;
            case SERVER -> false;
        };
    }
}
