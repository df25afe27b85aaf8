package dev.appdb.aws;

import dev.appdb.engine.TargetStatus;
import dev.appdb.failure.FailureException;
import dev.appdb.request.DatabaseRequest;
import java.util.Optional;

/** Looks at what is there now: the stack, and the cluster, whoever made it. */
final class AwsStatus {
    private final AwsContext context;

    AwsStatus(AwsContext context) {
        this.context = context;
    }

    TargetStatus of(DatabaseRequest request) throws FailureException {
        Optional<StackState> stack =
                context.stack(request).find().map(found -> StackState.of(found.stackStatusAsString()));
        return StatusWords.of(
                request, stack, new ClusterLookUp(context.clients(request).rds()).find(request.cluster()));
    }
}
