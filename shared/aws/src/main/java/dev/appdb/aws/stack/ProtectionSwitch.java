package dev.appdb.aws.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.PollInterval;
import dev.appdb.aws.cluster.ClusterFacts;
import dev.appdb.aws.cluster.ClusterLookUp;
import dev.appdb.aws.template.StackResource;
import dev.appdb.aws.template.StackTemplate;
import dev.appdb.engine.Progress;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.plan.Action;
import dev.appdb.plan.ResourceChange;
import dev.appdb.request.DatabaseRequest;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Turns deletion protection on by a change set of its own, and follows it only until RDS reports the protection.
 * CloudFormation's handler calls ModifyDBCluster at once, and RDS applies the setting immediately; the rest of the
 * update, a minute or more, the handler polls every 30 s until it has found the cluster available three times in a row.
 * {@link #awaitRecorded} waits for the end of the update.
 *
 * @see <a
 *     href="https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-rds/blob/5a410e843efb90076c1c4d322707bc989e5a058b/aws-rds-dbcluster/src/main/java/software/amazon/rds/dbcluster/UpdateHandler.java">AWS:
 *     the handler's update</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Modifying.html">AWS: modifying a
 *     cluster</a>
 */
public final class ProtectionSwitch {
    private final AwsContext context;

    public ProtectionSwitch(AwsContext context) {
        this.context = context;
    }

    /** Executes the second step of a plan; does nothing if protection is on, or not wanted. */
    void switchOn(DatabaseRequest request, CloudFormationStack stack, String plan, Progress progress)
            throws FailureException {
        Stack found = stack.find()
                .orElseThrow(() -> StackFailures.outdated(request, plan, "its stack is not there any more"));
        if (ProtectionStep.isUnderWay(found)) {
            // A process that was killed has begun it.
            follow(request, stack, found, StackPlanner.changeSetName(found), progress);
            return;
        }
        Optional<JsonNode> wanted = ProtectionStep.missingIn(stack.template());
        if (wanted.isEmpty()) {
            return;
        }
        String id = PlanId.protectionAfter(plan).value();
        Optional<DescribeChangeSetResponse> changeSet =
                new ChangeSetMaker(stack, context.waiter()).make(secondStep(found, wanted.get(), id));
        if (changeSet.isEmpty()) {
            return;
        }
        if (!isOnlyProtection(new PlannedChanges(stack.changes(id)).effective(List.of()))) {
            stack.deleteChangeSet(id);
            progress.note(
                    Level.WARNING,
                    "deletion protection is not on yet, since turning it on would change other resources, too.",
                    Remedy.of("Run {} to see them.", request.command(Subcommand.PLAN)));
            return;
        }
        if (changeSet.get().executionStatus() == ExecutionStatus.AVAILABLE) {
            stack.execute(id);
        }
        follow(request, stack, found, id, progress);
    }

    private void follow(
            DatabaseRequest request, CloudFormationStack stack, Stack found, String token, Progress progress)
            throws FailureException {
        ClusterLookUp clusters = new ClusterLookUp(context.clients(request).rds());
        boolean ended = new StackFollower(request, stack, context.waiter(), progress, token)
                .followUntil(
                        found,
                        () -> clusters.find(request.cluster())
                                .filter(ClusterFacts::deletionProtection)
                                .isPresent());
        if (!ended) {
            StackResource cluster = StackResource.DATABASE_CLUSTER;
            progress.resource(cluster.type(), cluster.logicalId(), ResourceState.COMPLETE, "deletion protection is on");
            progress.note(
                    Level.INFO,
                    "deletion protection of " + request.cluster() + " is on; stack " + stack.name()
                            + " is still recording it, and stays UPDATE_IN_PROGRESS until then");
        }
    }

    /**
     * Returns the stack, if there is one. If its second step is in progress, waits until that has ended, successfully
     * or not.
     *
     * @param progress receives a note about the wait
     */
    public Optional<Stack> awaitRecorded(CloudFormationStack stack, Progress progress) throws FailureException {
        Optional<Stack> found = stack.find();
        if (!isUnderWay(found)) {
            return found;
        }
        progress.note(
                Level.INFO,
                "stack " + stack.name()
                        + " is still recording deletion protection, the second step of its deployment; waiting");
        PollInterval interval = new PollInterval();
        while (isUnderWay(found)) {
            context.waiter().pause(interval.next(false), "stack " + stack.name());
            found = stack.find();
        }
        return found;
    }

    private static boolean isUnderWay(Optional<Stack> found) {
        return found.filter(ProtectionStep::isUnderWay).isPresent();
    }

    private static boolean isOnlyProtection(List<ResourceChange> changes) {
        return changes.stream()
                .allMatch(change -> change.action() == Action.MODIFY
                        && !change.losesData()
                        && change.name().equals(StackResource.DATABASE_CLUSTER.logicalId()));
    }

    private static CreateChangeSetRequest secondStep(Stack stack, JsonNode template, String id) {
        return CreateChangeSetRequest.builder()
                .stackName(stack.stackName())
                .changeSetName(id)
                .clientToken(id)
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
