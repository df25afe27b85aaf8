package dev.appdb.aws;

import dev.appdb.failure.FailureException;
import dev.appdb.plan.Plan;
import dev.appdb.request.DatabaseRequest;

/** Makes a change set, which is the plan. */
final class StackPlanner {

    Plan plan(DatabaseRequest request) throws FailureException {
        throw NotYet.available(request, "plan", "Use the reference's Terraform until it is.");
    }
}
