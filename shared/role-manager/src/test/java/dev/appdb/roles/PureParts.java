package dev.appdb.roles;

import dev.appdb.failure.Remedy;
import java.util.List;

/** Decisions of the role manager without a database, on databases as they usually are: for other modules, which measure it. */
public final class PureParts {
    private static final RoleSpec SPEC = RoleSpec.standard();
    private static final CatalogSnapshot BARE =
            Snapshots.bare().grant("", "CONNECT").grant("", "TEMPORARY").snapshot();
    private static final CatalogSnapshot GOOD = Snapshots.good().snapshot();

    private PureParts() {}

    /** The statements that a bare database needs. */
    public static List<String> statementsForABareDatabase() {
        return RepairPlan.of(SPEC, BARE).statements(List.of()).stream()
                .map(Repair.Statement::sql)
                .toList();
    }

    /** Every check of a database that is as declared. */
    public static CheckReport checksOfAGoodDatabase() {
        return new CheckReport(Rules.checks(
                Situation.of(SPEC, GOOD), Rules.observe(Situation.of(SPEC, GOOD)), Remedy.of("appdb roles update")));
    }
}
