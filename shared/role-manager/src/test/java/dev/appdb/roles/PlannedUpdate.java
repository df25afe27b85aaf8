package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Plans an update and runs it, and proves that it is the update of the plan. */
final class PlannedUpdate {
    /** Around the changes: transactions, settings, and the master that acts as the migrator for a while. */
    private static final Set<String> FRAME =
            Set.of("SET", "BEGIN", "COMMIT", "ROLLBACK", "RESET", "SELECT", "WITH", "SAVEPOINT", "RELEASE");

    private PlannedUpdate() {}

    static ManageReport plannedThenRun(Scene scene) throws Exception {
        RecordingLogins planning = new RecordingLogins(scene.logins());
        DatabasePlan plan = new RoleManager(planning).plan(scene.spec(), UpdateMode.FULL);
        assertThat(planning.statements()).as("planning only reads").allMatch(PlannedUpdate::isRead);

        RecordingLogins running = new RecordingLogins(scene.logins());
        ManageReport report =
                new RoleManager(running).manage(scene.spec(), scene.everything().expecting(plan.id()));
        List<String> planned = new ArrayList<>(
                plan.changes().stream().map(DatabasePlan.Change::sql).toList());
        List<String> run = new ArrayList<>(running.statements());
        run.removeIf(sql -> FRAME.contains(sql.strip().split("\\s")[0]));
        planned.removeIf(PlannedUpdate::isBorrowing);
        run.removeIf(PlannedUpdate::isBorrowing);
        assertThat(run).as("the update runs the statements of the plan").isEqualTo(planned);
        return report;
    }

    private static boolean isRead(String sql) {
        String text = sql.strip();
        return text.contains("REPEATABLE READ, READ ONLY")
                || text.startsWith("WITH")
                || text.startsWith("SELECT")
                || text.startsWith("ROLLBACK");
    }

    /** Of the migrator's rights, or of those of an owner that loses something. */
    private static boolean isBorrowing(String sql) {
        return sql.matches("GRANT \\S+ TO postgres( WITH INHERIT TRUE, SET TRUE)?|REVOKE \\S+ FROM postgres");
    }
}
