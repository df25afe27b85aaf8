package dev.appdb.postgres.local;

import dev.appdb.embedded.LostData;
import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.Status;
import dev.appdb.engine.Preflight.Finding;
import dev.appdb.extensions.Extension;
import dev.appdb.extensions.ExtensionCatalogue;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.ShellWord;
import dev.appdb.failure.Subcommand;
import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.request.DatabaseRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans changes on this machine from the state that was found there. Pure. */
final class LocalPlans {
    static final String SERVER = "PostgreSQL server";
    static final String DATABASE = "PostgreSQL database";

    private static final String PURPOSE = "runs on this machine at 127.0.0.1, shaped like Amazon RDS";

    private static final String UNTOUCHED =
            "left alone: the servers of other apps and environments, and all else on this machine";

    private LocalPlans() {}

    static Plan toApply(DatabaseRequest request, Status status, boolean hasDatabase) {
        String major = request.version().toString();
        if (status instanceof Status.Absent) {
            return planOfNew(request, server(request, Action.ADD, "PostgreSQL " + major));
        }
        PostgresMajor found = status instanceof Status.Up up ? up.major() : ((Status.Stopped) status).major();
        if (found.number() != request.version().major()) {
            String reason = "PostgreSQL " + found + " becomes " + major + ": the major can't be changed in place here";
            return planOfNew(request, server(request, Action.REPLACE, reason));
        }
        if (status instanceof Status.Stopped) {
            return plan(request, starting(request));
        }
        return plan(request, hasDatabase ? List.of() : List.of(database(request)));
    }

    /** A server that does not exist yet can't be asked for its extensions, but what it will have is known. */
    private static Plan planOfNew(DatabaseRequest request, ResourceChange server) {
        List<String> notes = new ArrayList<>(lacking(request));
        notes.add(UNTOUCHED);
        return plan(request, List.of(server, database(request)), notes);
    }

    private static List<String> lacking(DatabaseRequest request) {
        Set<String> there = ExtensionCatalogue.onLocalServer(request.version().major()).stream()
                .map(Extension::name)
                .collect(Collectors.toSet());
        return request.extensions().entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(entry -> entry.getKey().value())
                .filter(name -> !there.contains(name))
                .map(name -> "the extension " + name + " is declared, and the local PostgreSQL " + request.version()
                        + " does not have it: everything else is set up, and the command then fails for it")
                .toList();
    }

    /** A stopped server can't be asked for its databases; making one that is there is harmless. */
    private static List<ResourceChange> starting(DatabaseRequest request) {
        return List.of(
                server(request, Action.MODIFY, "it is stopped: start it"),
                database(request, Action.MODIFY, List.of("make it if it is missing: a stopped server can't be asked")));
    }

    /** True if what has to be done now was reviewed, or is no more than to start a server that has stopped since. */
    static boolean isCovered(DatabaseRequest request, Plan reviewed, Plan now) {
        return now.changes().stream()
                .allMatch(change ->
                        reviewed.changes().contains(change) || starting(request).contains(change));
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
        return database(request, Action.ADD, List.of());
    }

    private static ResourceChange database(DatabaseRequest request, Action action, List<String> details) {
        List<String> schemas = request.names().schemas();
        return ResourceChange.of(
                action,
                DATABASE,
                request.names().database(),
                "holds the schema" + (schemas.size() == 1 ? " " : "s ") + String.join(", ", schemas)
                        + ", which the role manager makes",
                true,
                details);
    }

    private static Plan plan(DatabaseRequest request, List<ResourceChange> changes) {
        return plan(request, changes, List.of(UNTOUCHED));
    }

    private static Plan plan(DatabaseRequest request, List<ResourceChange> changes, List<String> notes) {
        // Of the text: the hash code of an enum, and so of a change, is another one in each process.
        String id = "local-" + String.format("%08x", changes.toString().hashCode());
        return new Plan(id, request.cluster(), changes, notes);
    }

    static FailureException stale(DatabaseRequest request) {
        return Failure.failed(
                        "plan-stale",
                        "did not apply the plan of " + request.cluster(),
                        "what is there has changed since the plan was made",
                        Remedy.of("Run {} and review the new plan.", request.command(Subcommand.PLAN)))
                .asException();
    }

    static Finding lost(LostData lost) {
        return Finding.warning(
                "embedded PostgreSQL",
                "the data in " + lost.folder() + " belongs to " + lost.home() + ", which is not there any more",
                Remedy.of(
                        "If it was moved, run any appdb command on the project there; if it was deleted, run {}.",
                        Remedy.shell("rm -rf " + ShellWord.quote(lost.folder().toString()))));
    }

    static FailureException inUse(DatabaseRequest request, Duration waited) {
        return Failure.failed(
                        "in-use",
                        "did not stop " + request.cluster(),
                        "other appdb commands are using it, and did not end within " + waited.toSeconds() + " s",
                        Remedy.of("Wait for them or end them, then run {} again.", request.command(Subcommand.STOP)))
                .asException();
    }

    static FailureException notRunning(DatabaseRequest request, Status status) {
        return status instanceof Status.Absent
                ? Failure.failed(
                                "no-database",
                                "there is no database " + request.cluster(),
                                "it was not set up on this machine yet",
                                Remedy.of(
                                        "Run {}.",
                                        request.command(Subcommand.SETUP).with("--target", "local")))
                        .asException()
                : Failure.failed(
                                "stopped",
                                "could not connect to " + request.cluster(),
                                "its server is stopped",
                                Remedy.of("Run {}, which starts it.", request.command(Subcommand.APPLY)))
                        .asException();
    }
}
