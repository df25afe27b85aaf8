package dev.appdb.aws;

import dev.appdb.engine.Progress;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Plan;
import dev.appdb.request.DatabaseRequest;

/** Removes the stack, and with it the database. */
final class StackRemoval {
    private static final String REMEDY =
            "Switch the cluster's deletion protection off, then delete the stack in the CloudFormation console.";

    Plan plan(DatabaseRequest request) throws FailureException {
        throw NotYet.available(request, "destroy", REMEDY);
    }

    void remove(DatabaseRequest request, Plan plan, Progress progress) throws FailureException {
        throw NotYet.available(request, "destroy", REMEDY);
    }
}
