package dev.appdb.project;

import dev.appdb.request.BackendModule;
import dev.appdb.request.Capacity;
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
 * @param capacity the capacity range, where the target has one
 * @param names the names inside the server
 * @param module the Terraform module whose backend file is written
 * @param serverUrl the server, for {@link Target#SERVER} and only then
 */
public record RememberedEnvironment(
        Target target,
        Optional<Region> region,
        Optional<PostgresVersion> version,
        Optional<Capacity> capacity,
        DatabaseNames names,
        BackendModule module,
        Optional<ServerUrl> serverUrl) {

    /** @throws IllegalArgumentException if the server URL is missing for the target that needs it, or too much */
    public RememberedEnvironment {
        if ((target == Target.SERVER) != serverUrl.isPresent()) {
            throw new IllegalArgumentException(
                    target == Target.SERVER
                            ? "target server needs \"server_url\""
                            : "\"server_url\" goes with target server only, not with " + target);
        }
    }

    /** What of a request is worth remembering: not what its target has no use for. */
    public static RememberedEnvironment of(DatabaseRequest request) {
        return new RememberedEnvironment(
                request.target(),
                request.region(),
                deploysServer(request.target()) ? Optional.of(request.version()) : Optional.empty(),
                hasCapacity(request.target()) ? Optional.of(request.capacity()) : Optional.empty(),
                request.names(),
                request.module(),
                request.serverUrl());
    }

    private static boolean deploysServer(Target target) {
        return switch (target) {
            case LOCAL -> true;
            case SERVER -> false;
        };
    }

    private static boolean hasCapacity(Target target) {
        return switch (target) {
            case LOCAL, SERVER -> false;
        };
    }
}
