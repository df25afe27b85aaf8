package dev.appdb.cli.option;

import dev.appdb.plan.Guardrail;
import dev.appdb.roles.UpdateMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
            names = "--additive",
            description =
                    "In the database only create and grant, and take nothing away. The check reports what stays open.")
    boolean additive;

    /** The permissions, as {@link Guardrail} takes them. */
    public Set<String> allowed() {
        return revoke.stream().map(Guardrail::revocation).collect(Collectors.toUnmodifiableSet());
    }

    /** The extent of the changes. */
    public UpdateMode mode() {
        return additive ? UpdateMode.ADDITIVE : UpdateMode.FULL;
    }
}
