package dev.appdb.aws.stack;

import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.cluster.ClusterLookUp;
import dev.appdb.engine.TargetStatus;
import dev.appdb.failure.FailureException;
import dev.appdb.request.DatabaseRequest;
import java.util.Optional;

/** Reads the status of the stack, and of the cluster even if appdb did not create it. */
public final class AwsStatus {
    private final AwsContext context;

    public AwsStatus(AwsContext context) {
        this.context = context;
    }

    public TargetStatus of(DatabaseRequest request) throws FailureException {
        Optional<StackState> stack = CloudFormationStack.of(context, request)
                .find()
                .map(found -> StackState.of(found.stackStatusAsString()));
        return StackStatusDescription.of(
                request, stack, new ClusterLookUp(context.clients(request).rds()).find(request));
    }
}
