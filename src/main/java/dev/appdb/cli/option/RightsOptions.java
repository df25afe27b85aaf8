package dev.appdb.cli.option;

import dev.appdb.failure.Problems;
import dev.appdb.plan.Guardrail;
import dev.appdb.request.LockTimeout;
import dev.appdb.roles.UpdateMode;
import dev.appdb.roles.UpdateOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags about what may be taken away inside the database. */
public final class RightsOptions {
    @Option(
            names = Guardrail.ALLOW_REVOKE,
            paramLabel = "ROLE",
            description = "Let this role lose rights, or PUBLIC: all roles that have them only as everybody. Can be"
                    + " repeated.")
    List<String> revoke = new ArrayList<>();

    @Option(
            names = Guardrail.ALLOW_LOGIN,
            paramLabel = "USER",
            description = "Let the app's or the migrator's user log in again, though somebody closed its login. Can be"
                    + " repeated.")
    List<String> login = new ArrayList<>();

    @Mixin
    final AdditiveOption additive = new AdditiveOption();

    @Option(
            names = "--lock-timeout",
            paramLabel = "SECONDS",
            description = "Longest wait for a lock that others hold in the database, 1 to 3600. Default: 30.")
    @Nullable
    String lockTimeout;

    /** The longest wait for a lock; a problem where it is no number in the range. */
    public Duration lockTimeout(Problems problems) {
        return problems.value("--lock-timeout", lockTimeout, LockTimeout::of)
                .orElse(UpdateOptions.STANDARD_LOCK_TIMEOUT);
    }

    /** The permissions, as {@link Guardrail} takes them. */
    public Set<String> allowed() {
        return Stream.concat(
                        revoke.stream().map(Guardrail::revocation),
                        login.stream().map(Guardrail::login))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The extent of the changes. */
    public UpdateMode mode() {
        return additive.mode();
    }
}
