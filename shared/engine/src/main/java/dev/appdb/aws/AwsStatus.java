package dev.appdb.aws;

import dev.appdb.engine.TargetStatus;
import dev.appdb.failure.FailureException;
import dev.appdb.request.DatabaseRequest;

/** What is there now. */
final class AwsStatus {

    TargetStatus of(DatabaseRequest request) throws FailureException {
        throw NotYet.available(
                request,
                "look at",
                "Look at stack " + DatabaseStack.of(request).name() + " in the CloudFormation console.");
    }
}
