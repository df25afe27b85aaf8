package dev.appdb.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.aws.template.PendingReboot;
import dev.appdb.aws.template.StackParameter;
import dev.appdb.aws.template.StackResource;
import dev.appdb.aws.template.StackTemplate;
import dev.appdb.engine.Progress;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.request.DatabaseRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Executes the change set that was reviewed and no other, follows it, and does what a change set can't. */
final class StackApplier {
    private final AwsContext context;

    StackApplier(AwsContext context) {
        this.context = context;
    }

    void apply(DatabaseRequest request, Plan plan, Progress progress) throws FailureException {
        if (plan.isUpToDate()) {
            return;
        }
        CloudFormationStack stack = context.stack(request);
        if (!StackPlan.onlyReboots(plan)) {
            execute(request, stack, plan.id(), progress);
            protect(request, stack, plan.id(), progress);
        }
        InstanceReboot reboot = new InstanceReboot(context);
        boolean isLeft = StackPlan.follows(plan)
                && PendingReboot.leftIn(stack.template()).isNeeded()
                && reboot.isPending(request);
        if (isLeft || StackPlan.reboots(plan)) {
            reboot.perform(request, progress);
        }
    }

    private void execute(DatabaseRequest request, CloudFormationStack stack, String id, Progress progress)
            throws FailureException {
        Stack found =
                stack.find().orElseThrow(() -> StackFailures.outdated(request, id, "its stack is not there any more"));
        StackState state = StackState.of(found.stackStatusAsString());
        Optional<DescribeChangeSetResponse> changeSet = stack.changeSet(id);
        boolean isThisOne = StackPlanner.changeSetName(found).equals(id);
        if (state.kind() == StackState.Kind.BUSY && isThisOne) {
            progress.note(Level.INFO, "stack " + stack.name() + " " + state.words() + ": following it");
            follow(request, stack, found, id, progress);
            return;
        }
        ExecutionStatus status = changeSet
                .map(DescribeChangeSetResponse::executionStatus)
                // AWS removes a change set some time after it was executed.
                .orElse(isThisOne ? ExecutionStatus.EXECUTE_COMPLETE : ExecutionStatus.OBSOLETE);
        switch (status) {
            case AVAILABLE -> {
                provideJar(request, changeSet.orElseThrow(), progress);
                stack.execute(id);
                follow(request, stack, found, id, progress);
            }
            case EXECUTE_IN_PROGRESS -> follow(request, stack, found, id, progress);
            case EXECUTE_COMPLETE -> requireGood(request, state);
            default -> throw StackFailures.outdated(request, id, Executability.words(status));
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
        new StackFollower(request, stack, context.waiting(), progress, token).toTheEnd(found.stackId());
    }

    private void provideJar(DatabaseRequest request, DescribeChangeSetResponse changeSet, Progress progress)
            throws FailureException {
        Map<String, String> parameters = ChangeSetReader.parameters(changeSet.parameters());
        String bucket = parameters.getOrDefault(StackParameter.ROLE_MANAGER_BUCKET.id(), "");
        String key = parameters.getOrDefault(StackParameter.ROLE_MANAGER_KEY.id(), "");
        boolean uploaded =
                new JarStore(context.clients(request).s3()).provide(bucket, key, new StackInputs(context).jar());
        if (uploaded) {
            progress.resource("S3 object", key, ResourceState.COMPLETE, "uploaded to " + bucket);
        }
    }

    /** The second step of a creation: nothing is done if protection is on, or not wanted. */
    private void protect(DatabaseRequest request, CloudFormationStack stack, String plan, Progress progress)
            throws FailureException {
        Optional<JsonNode> wanted = ProtectionStep.missingIn(stack.template());
        if (wanted.isEmpty()) {
            return;
        }
        Stack found = stack.find()
                .orElseThrow(() -> StackFailures.outdated(request, plan, "its stack is not there any more"));
        PlanId id = PlanId.protectionAfter(plan);
        Optional<DescribeChangeSetResponse> changeSet =
                new ChangeSetMaker(stack, context.waiting()).make(secondStep(found, wanted.get(), id));
        if (changeSet.isEmpty()) {
            return;
        }
        if (!isOnlyProtection(new PlannedChanges(stack.changes(id.value())).real(List.of()))) {
            stack.deleteChangeSet(id.value());
            progress.note(
                    Level.WARNING,
                    "deletion protection is not on yet, since switching it on would change more than that: run `appdb"
                            + " plan " + request.flags() + "` to see what");
            return;
        }
        if (changeSet.get().executionStatus() == ExecutionStatus.AVAILABLE) {
            stack.execute(id.value());
        }
        follow(request, stack, found, id.value(), progress);
    }

    private static boolean isOnlyProtection(List<ResourceChange> changes) {
        return changes.stream()
                .allMatch(change -> change.action() == Action.MODIFY
                        && !change.losesData()
                        && change.name().equals(StackResource.DATABASE_CLUSTER.logicalId()));
    }

    private static CreateChangeSetRequest secondStep(Stack stack, JsonNode template, PlanId id) {
        return CreateChangeSetRequest.builder()
                .stackName(stack.stackName())
                .changeSetName(id.value())
                .clientToken(id.value())
                .changeSetType(ChangeSetType.UPDATE)
                .description("Made by appdb: deletion protection")
                .templateBody(template.toString())
                .capabilities(StackTemplate.CAPABILITIES.stream()
                        .map(Capability::fromValue)
                        .toList())
                .parameters(stack.parameters().stream()
                        .map(parameter -> Parameter.builder()
                                .parameterKey(parameter.parameterKey())
                                .usePreviousValue(true)
                                .build())
                        .toList())
                .tags(stack.tags())
                .roleARN(stack.roleARN())
                .build();
    }
}
