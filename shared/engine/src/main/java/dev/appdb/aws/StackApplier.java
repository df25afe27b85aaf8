package dev.appdb.aws;

import dev.appdb.engine.Progress;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Plan;
import dev.appdb.request.DatabaseRequest;

/** Executes the change set that was reviewed, and follows it. */
final class StackApplier {

    void apply(DatabaseRequest request, Plan plan, Progress progress) throws FailureException {
        throw NotYet.available(request, "deploy", "Use the reference's Terraform until it is.");
    }
}
