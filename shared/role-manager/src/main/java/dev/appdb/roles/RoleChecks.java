package dev.appdb.roles;

import java.util.ArrayList;
import java.util.List;

/** Evaluates every check over a {@link CatalogSnapshot}; pure. */
final class RoleChecks {
    private RoleChecks() {}

    /**
     * All checks but X1.
     *
     * @param update the command that runs {@code manage}: the remedy for what it repairs
     */
    static List<Check> of(RoleSpec spec, CatalogSnapshot now, String update) {
        List<Check> checks = new ArrayList<>();
        checks.addAll(new UserChecks(spec, now, update).all());
        checks.addAll(new ClusterChecks(spec, now).all());
        checks.addAll(new DatabaseChecks(spec, now, update).all());
        checks.addAll(new SchemaChecks(spec, now, update).all());
        checks.addAll(new ObjectChecks(spec, now, update).all());
        checks.addAll(new ExtensionChecks(spec, now, update).all());
        checks.add(CheckId.L1.notApplicable(
                "logins", "IAM logins are tried by the role manager's Lambda function, not over this connection"));
        checks.add(CheckId.L2.decide(
                !now.server().inRecovery(),
                "server",
                "it is the writer",
                "it is a reader: what was found may lag behind, and nothing can be changed here",
                "SELECT pg_is_in_recovery(); -- connect to the address of the writer"));
        return checks;
    }
}
