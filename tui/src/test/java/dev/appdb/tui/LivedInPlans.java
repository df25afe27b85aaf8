package dev.appdb.tui;

import dev.appdb.plan.DatabasePart;
import dev.appdb.plan.Plan;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.DatabasePlan.Change;
import dev.appdb.roles.DatabasePlan.Kind;
import dev.appdb.roles.DatabasePlan.Loss;
import dev.appdb.roles.UpdateMode;
import java.util.List;
import java.util.Set;

/** Plans for a database in which others live, and whose app was locked out. */
public final class LivedInPlans {
    public static final PlanReview FULL = review(UpdateMode.FULL, List.of(grant(), revoke(), searchPath(), login()));
    public static final PlanReview ADDITIVE = review(UpdateMode.ADDITIVE, List.of(grant()));

    private LivedInPlans() {}

    private static PlanReview review(UpdateMode mode, List<Change> changes) {
        DatabasePlan plan = new DatabasePlan("0123456789abcdef", "app", mode, changes, List.of(), List.of(), "");
        return new PlanReview(Plan.ofDatabase("shop-dev", DatabasePart.of(plan)), Set.of());
    }

    private static Change grant() {
        return new Change(
                "S03",
                Kind.GRANT,
                "grant app USAGE on schema app",
                "GRANT USAGE ON SCHEMA app TO app",
                "migrator",
                List.of());
    }

    private static Change revoke() {
        return new Change(
                "D01",
                Kind.REVOKE,
                "revoke CONNECT and TEMPORARY on the database from PUBLIC",
                "REVOKE ALL ON DATABASE app FROM PUBLIC",
                "postgres",
                List.of(
                        new Loss("metabase", "CONNECT", "database app", Loss.PUBLIC, "2 sessions now", true),
                        new Loss("report", "CONNECT and TEMPORARY", "database app", Loss.PUBLIC, "", true)));
    }

    private static Change searchPath() {
        return new Change(
                "D04",
                Kind.ALTER,
                "set the database's search_path to app",
                "ALTER DATABASE app SET search_path = app",
                "postgres",
                List.of(new Loss("report", "unqualified names of 14 tables", "schema public", Loss.PUBLIC, "", true)));
    }

    private static Change login() {
        return new Change(
                "R02",
                Kind.ALTER,
                "alter user app: LOGIN",
                "ALTER ROLE app LOGIN",
                "postgres",
                List.of(Loss.ofLogin("app", "NOLOGIN")));
    }
}
