package dev.appdb.aws.stack;

import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.cluster.ClusterLookUp;
import dev.appdb.engine.RollBack;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Rolls back the operation in progress on a database's stack: cancels an update, which restores the previous state, or
 * deletes a stack that is being created for the first time. It never deletes a stack that has held data.
 */
public final class StackRollBack {
    private final AwsContext context;
    private final DatabaseRequest request;
    private final CloudFormationStack stack;

    public StackRollBack(AwsContext context, DatabaseRequest request) throws FailureException {
        this.context = context;
        this.request = request;
        this.stack = CloudFormationStack.of(context, request);
    }

    /** The operation that can be rolled back now, if there is one. */
    public Optional<RollBack> now() throws FailureException {
        Optional<Stack> found = stack.find();
        if (found.filter(ProtectionStep::isUnderWay).isPresent()) {
            // The database is made: to take its protection back would undo nothing but that.
            return Optional.empty();
        }
        return switch (state(found)) {
            case CREATE_IN_PROGRESS ->
                Optional.of(new Undo(
                        StackState.CREATE_IN_PROGRESS,
                        "delete the stack that is being created, with everything in it"));
            case UPDATE_IN_PROGRESS ->
                Optional.of(
                        new Undo(StackState.UPDATE_IN_PROGRESS, "cancel the update and restore the previous state"));
            default -> Optional.empty();
        };
    }

    private static StackState state(Optional<Stack> found) {
        return found.map(Stack::stackStatusAsString).map(StackState::of).orElse(StackState.DELETE_COMPLETE);
    }

    private void undo(StackState when) throws FailureException {
        Optional<Stack> found = stack.find();
        if (state(found) != when) {
            throw Failure.refused(
                            "nothing-to-roll-back",
                            "did not roll back " + request.cluster(),
                            "stack " + stack.name() + " " + state(found).description() + " now",
                            Remedy.of("Run {} to see its state.", request.command(Subcommand.STATUS)))
                    .asException();
        }
        if (when == StackState.UPDATE_IN_PROGRESS) {
            stack.cancelUpdate();
        } else {
            unprotect();
            // By its id, so that no stack is met that somebody made under the same name since.
            String id = found.orElseThrow().stackId();
            new CloudFormationStack(context.clients(request).cloudFormation(), id).delete("roll-back");
        }
    }

    /**
     * Turns off the deletion protection of a cluster that has it from the start. One that is still being made can't be
     * changed: then its deletion fails, and a removal does it later.
     */
    private void unprotect() throws FailureException {
        if (!request.aurora().protectedFromStart()) {
            return;
        }
        ClusterLookUp clusters = new ClusterLookUp(context.clients(request).rds());
        boolean isReady = clusters.find(request.cluster())
                .filter(cluster ->
                        cluster.deletionProtection() && cluster.status().equals("available"))
                .isPresent();
        if (isReady) {
            clusters.unprotect(request.cluster());
        }
    }

    /** A cancellation or a deletion. */
    private final class Undo implements RollBack {
        private final StackState when;
        private final String words;

        Undo(StackState when, String words) {
            this.when = when;
            this.words = words;
        }

        @Override
        public String effect() {
            return words;
        }

        @Override
        public void begin() throws FailureException {
            undo(when);
        }
    }
}
