package dev.appdb.aws.stack;

import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.cluster.ClusterLookUp;
import dev.appdb.engine.TargetStatus;
import dev.appdb.failure.FailureException;
import dev.appdb.request.DatabaseRequest;
import java.util.Optional;

/** Looks at what is there now: the stack, and the cluster, whoever made it. */
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
                request, stack, new ClusterLookUp(context.clients(request).rds()).find(request.cluster()));
    }
}
