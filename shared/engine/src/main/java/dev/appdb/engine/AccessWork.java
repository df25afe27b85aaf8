package dev.appdb.engine;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.plan.Plan;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Target;
import dev.appdb.roles.AccessReport;
import dev.appdb.roles.AccessRequest;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The temporary access of people to one database: planned, given, taken and listed. */
final class AccessWork {
    private final TargetPorts target;
    private final DatabaseRequest request;
    private final RunStream stream;

    AccessWork(TargetPorts target, DatabaseRequest request, RunStream stream) {
        this.target = target;
        this.request = request;
        this.stream = stream;
    }

    Plan plan(AccessRequest asked) throws FailureException {
        return AccessPlan.of(request, resolved(asked), stream.now());
    }

    StepResult.Access change(AccessRequest asked) throws FailureException {
        AccessReport report = target.roleManager().access(request, resolved(asked), stream);
        return new StepResult.Access(report, request.target().toString(), connecting(asked));
    }

    StepResult.Access list() throws FailureException {
        return new StepResult.Access(
                target.roleManager().access(request, AccessRequest.list(), stream),
                request.target().toString(),
                "");
    }

    /** The same with the rights as the server names them. */
    private AccessRequest resolved(AccessRequest asked) throws FailureException {
        if (asked.operation() != AccessRequest.Operation.GRANT) {
            return asked;
        }
        try {
            return asked.with(request.names().accessUser(asked.as()));
        } catch (IllegalArgumentException e) {
            throw Failure.refused(
                            "access-refused",
                            "did not give " + asked.user() + " access to " + request.cluster(),
                            "--as: " + e.getMessage(),
                            Remedy.of("Ask for it with another user."))
                    .asException();
        }
    }

    /** The command by which a person connects; it has nothing of this machine in it, and at most the command for a token. */
    private String connecting(AccessRequest asked) {
        if (asked.operation() != AccessRequest.Operation.GRANT) {
            return "";
        }
        try {
            ConnectionParameters found = target.connector().parameters(request, asked.user());
            SortedMap<String, String> environment = new TreeMap<>(found.environment());
            environment.keySet().retainAll(Set.of("PGSSLMODE"));
            return new ConnectionParameters(
                            found.host(),
                            found.port(),
                            found.database(),
                            found.user(),
                            environment,
                            request.target() == Target.AWS ? found.password() : Optional.empty())
                    .commandLine();
        } catch (FailureException grantedAllTheSame) {
            return "";
        }
    }
}
