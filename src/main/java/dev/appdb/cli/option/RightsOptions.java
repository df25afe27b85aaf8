package dev.appdb.cli.option;

import dev.appdb.failure.Problems;
import dev.appdb.plan.Guardrail;
import dev.appdb.roles.UpdateMode;
import dev.appdb.roles.UpdateOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags about what may be taken away inside the database. */
public final class RightsOptions {
    private static final int LONGEST_SECONDS = 3600;

    @Option(
            names = Guardrail.ALLOW_REVOKE,
            paramLabel = "ROLE",
            description = "Let this role lose rights, or PUBLIC: all roles that have them only as everybody. Can be"
                    + " repeated.")
    List<String> revoke = new ArrayList<>();

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
        return problems.value("--lock-timeout", lockTimeout, RightsOptions::seconds)
                .orElse(UpdateOptions.STANDARD_LOCK_TIMEOUT);
    }

    private static Duration seconds(String text) {
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LONGEST_SECONDS) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a number of seconds from 1 to " + LONGEST_SECONDS);
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }

    /** The permissions, as {@link Guardrail} takes them. */
    public Set<String> allowed() {
        return revoke.stream().map(Guardrail::revocation).collect(Collectors.toUnmodifiableSet());
    }

    /** The extent of the changes. */
    public UpdateMode mode() {
        return additive.mode();
    }
}
