package dev.appdb.local;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.Status;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.request.DatabaseRequest;
import java.util.List;

/** What would change on this machine, decided from what is found there. Pure. */
final class LocalPlans {
    static final String SERVER = "PostgreSQL server";
    static final String DATABASE = "PostgreSQL database";

    private static final String PURPOSE = "runs on this machine at 127.0.0.1, shaped like Amazon RDS";
    private static final String HELD_BY_EVERY_SERVER = "app";

    private LocalPlans() {}

    static Plan toApply(DatabaseRequest request, Status status, boolean hasDatabase) {
        String major = request.version().toString();
        if (status instanceof Status.Absent) {
            return plan(request, List.of(server(request, Action.ADD, "PostgreSQL " + major), database(request)));
        }
        PostgresMajor found = status instanceof Status.Up up ? up.major() : ((Status.Stopped) status).major();
        if (found.number() != request.version().major()) {
            String reason = "PostgreSQL " + found + " becomes " + major + ": the major can't be changed in place here";
            return plan(request, List.of(server(request, Action.REPLACE, reason), database(request)));
        }
        if (status instanceof Status.Stopped) {
            ResourceChange start = server(request, Action.MODIFY, "it is stopped: start it");
            // A stopped server can't be asked; making a database that is there is harmless.
            return plan(
                    request,
                    request.names().database().equals(HELD_BY_EVERY_SERVER)
                            ? List.of(start)
                            : List.of(start, database(request)));
        }
        return plan(request, hasDatabase ? List.of() : List.of(database(request)));
    }

    static Plan toDestroy(DatabaseRequest request, Status status) {
        return plan(
                request,
                status instanceof Status.Absent
                        ? List.of()
                        : List.of(server(request, Action.REMOVE, "the server with all its databases")));
    }

    private static ResourceChange server(DatabaseRequest request, Action action, String detail) {
        return ResourceChange.of(action, SERVER, request.cluster(), PURPOSE, true, List.of(detail));
    }

    private static ResourceChange database(DatabaseRequest request) {
        return ResourceChange.of(
                Action.ADD,
                DATABASE,
                request.names().database(),
                "holds the schema " + request.names().schema() + ", which the role manager makes",
                true,
                List.of());
    }

    private static Plan plan(DatabaseRequest request, List<ResourceChange> changes) {
        String id = "local-" + String.format("%08x", changes.hashCode());
        return new Plan(id, request.cluster(), changes, List.of());
    }

    static FailureException stale(DatabaseRequest request) {
        return Failure.failed(
                        "plan-stale",
                        "did not apply the plan of " + request.cluster(),
                        "what is there has changed since the plan was made",
                        "Run the same command again, and review the new plan.")
                .asException();
    }

    static FailureException notRunning(DatabaseRequest request, Status status) {
        return status instanceof Status.Absent
                ? Failure.failed(
                                "no-database",
                                "there is no database " + request.cluster(),
                                "it was not set up on this machine yet",
                                "Run `appdb setup " + request.flags() + " --target local`.")
                        .asException()
                : Failure.failed(
                                "stopped",
                                "could not connect to " + request.cluster(),
                                "its server is stopped",
                                "Run `appdb apply " + request.flags() + "`, which starts it.")
                        .asException();
    }
}
