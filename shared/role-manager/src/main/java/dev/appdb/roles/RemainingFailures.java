package dev.appdb.roles;

import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Check.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code check} would call critical after {@code manage}: none of it goes untold. */
final class RemainingFailures {
    private static final String WHY = "manage leaves that to people, and check reports it as critical";
    private static final String AGAIN =
            "Solve the other problems and run the same command again; if this one stays, report it as a fault of appdb.";

    private RemainingFailures() {}

    /**
     * The obstacles, and one more for each critical failure that neither they nor a refused extension speak of.
     *
     * @param told the checks that the obstacles speak of
     * @param last the catalogs after all was done
     */
    static List<Obstacle> added(
            List<Obstacle> obstacles,
            Set<CheckId> told,
            RoleSpec spec,
            CatalogSnapshot last,
            List<ExtensionOutcome> extensions) {
        Set<String> refused = extensions.stream()
                .filter(each -> each.result() == ExtensionOutcome.Result.REFUSED)
                .map(each -> ExtensionChecks.subject(each.name()))
                .collect(Collectors.toSet());
        List<Obstacle> all = new ArrayList<>(obstacles);
        RoleChecks.of(spec, last, AGAIN).stream()
                .filter(check -> check.status() == Status.FAILED && check.severity() == Severity.CRITICAL)
                .filter(check -> !told.contains(CheckId.valueOf(check.id())) && !refused.contains(check.subject()))
                .map(check -> new Obstacle(check.subject() + ": " + check.found(), WHY, check.remedy()))
                .forEach(all::add);
        return all;
    }
}
