package dev.appdb.aws.stack;

import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.cluster.ClusterLookUp;
import dev.appdb.engine.TargetStatus;
import dev.appdb.failure.FailureException;
import dev.appdb.request.DatabaseRequest;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Reads the status of the stack, and of the cluster even if appdb did not create it. */
public final class AwsStatus {
    private final AwsContext context;

    public AwsStatus(AwsContext context) {
        this.context = context;
    }

    public TargetStatus of(DatabaseRequest request) throws FailureException {
        Optional<Stack> found = CloudFormationStack.of(context, request).find();
        return StackStatusDescription.of(
                request,
                found.map(stack -> StackState.of(stack.stackStatusAsString())),
                found.map(stack -> Boolean.TRUE.equals(stack.enableTerminationProtection())),
                new ClusterLookUp(context.clients(request).rds()).find(request));
    }
}
