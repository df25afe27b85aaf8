package dev.appdb.aws.stack;

import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.aws.cluster.InstanceReboot;
import dev.appdb.aws.lambda.DeployedCode;
import dev.appdb.aws.template.PendingReboot;
import dev.appdb.aws.template.StackParameter;
import dev.appdb.engine.Progress;
import dev.appdb.event.Level;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.plan.Plan;
import dev.appdb.request.DatabaseRequest;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Executes the reviewed change set and no other, follows it, then takes the steps that a change set can't: deletion
 * protection and reboots.
 */
public final class StackApplier {
    private final AwsContext context;

    public StackApplier(AwsContext context) {
        this.context = context;
    }

    public void apply(DatabaseRequest request, Plan plan, Progress progress) throws FailureException {
        if (plan.isUpToDate()) {
            return;
        }
        CloudFormationStack stack = CloudFormationStack.of(context, request);
        ProtectionSwitch protection = new ProtectionSwitch(context);
        if (!StackPlan.onlyReboots(plan)) {
            execute(request, stack, plan.id(), progress);
            requireCode(request, stack, progress);
            protection.switchOn(request, stack, plan.id(), progress);
            protectStack(request, stack, progress);
        }
        InstanceReboot reboot = new InstanceReboot(context);
        boolean isLeft = StackPlan.follows(plan)
                && PendingReboot.leftIn(stack.template()).isNeeded()
                && reboot.isPending(request);
        if (isLeft || StackPlan.reboots(plan)) {
            // An instance that goes down would disturb an update that looks whether the cluster is available.
            protection.awaitRecorded(stack, progress);
            reboot.perform(request, progress);
        }
    }

    /**
     * Protects the stack of a database that is not temporary from deletion. The database is there by then, so a failure is a
     * warning.
     */
    private static void protectStack(DatabaseRequest request, CloudFormationStack stack, Progress progress)
            throws FailureException {
        try {
            if (stack.find()
                            .filter(found -> !Boolean.TRUE.equals(found.enableTerminationProtection()))
                            .isPresent()
                    && ProtectionStep.isMeantFor(stack.template())) {
                stack.protectFromTermination(true);
                progress.note(Level.INFO, "termination protection of stack " + stack.name() + " is on");
            }
        } catch (FailureException e) {
            if (e.failure().kind() == Failure.Kind.INTERRUPTED) {
                throw e;
            }
            progress.note(
                    Level.WARNING,
                    "stack " + stack.name() + " has no termination protection: "
                            + e.failure().why() + ".",
                    Remedy.of(
                            "Attach the policies that {} prints; the next {} turns it on.",
                            request.command(Subcommand.IAM_POLICY),
                            request.command(Subcommand.APPLY)));
        }
    }

    private void execute(DatabaseRequest request, CloudFormationStack stack, String id, Progress progress)
            throws FailureException {
        Stack found =
                stack.find().orElseThrow(() -> StackFailures.outdated(request, id, "its stack is not there any more"));
        StackState state = StackState.of(found.stackStatusAsString());
        Optional<DescribeChangeSetResponse> changeSet = stack.changeSet(id);
        String last = StackPlanner.changeSetName(found);
        boolean isThisOne = last.equals(id);
        if (state.kind() == StackState.Kind.BUSY && isThisOne) {
            progress.note(Level.INFO, "stack " + stack.name() + " " + state.description() + ": following it");
            follow(request, stack, found, id, progress);
            return;
        }
        ExecutionStatus status = changeSet
                .map(DescribeChangeSetResponse::executionStatus)
                // AWS removes a change set some time after it was executed. Its second step comes only after it.
                .orElse(
                        isThisOne || last.equals(PlanId.protectionAfter(id).value())
                                ? ExecutionStatus.EXECUTE_COMPLETE
                                : ExecutionStatus.OBSOLETE);
        switch (status) {
            case AVAILABLE -> {
                if (DatabaseStack.of(request).isAdoption()) {
                    AdoptionGuardrail.require(request, stack.changes(id), state.kind() != StackState.Kind.READY);
                }
                new PlannedJar(context, request, progress)
                        .require(
                                ChangeSetReader.parameters(
                                        changeSet.orElseThrow().parameters()),
                                state.kind() == StackState.Kind.READY
                                        ? ChangeSetReader.parameters(found.parameters())
                                        : Map.of());
                stack.execute(id);
                follow(request, stack, found, id, progress);
            }
            case EXECUTE_IN_PROGRESS -> follow(request, stack, found, id, progress);
            case EXECUTE_COMPLETE -> requireGood(request, state);
            default -> throw StackFailures.outdated(request, id, Executability.reason(status));
        }
    }

    /** Requires that the function was made of the jar that the stack names. */
    private void requireCode(DatabaseRequest request, CloudFormationStack stack, Progress progress)
            throws FailureException {
        String key = stack.find()
                .map(found -> ChangeSetReader.parameters(found.parameters()))
                .map(parameters -> parameters.get(StackParameter.ROLE_MANAGER_KEY.id()))
                .orElse("");
        if (!key.isEmpty()) {
            DeployedCode.require(context, request, key, progress);
        }
    }

    private static void requireGood(DatabaseRequest request, StackState state) throws FailureException {
        if (!state.succeeded().orElse(true)) {
            throw StackFailures.failed(request, state, Optional.empty());
        }
    }

    private void follow(
            DatabaseRequest request, CloudFormationStack stack, Stack found, String token, Progress progress)
            throws FailureException {
        new StackFollower(request, stack, context.waiter(), progress, token).followToEnd(found);
    }
}
