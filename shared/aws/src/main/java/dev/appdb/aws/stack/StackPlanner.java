package dev.appdb.aws.stack;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.appdb.aws.account.AccountNames;
import dev.appdb.aws.account.AwsCall;
import dev.appdb.aws.account.AwsClients;
import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.DatabaseOwner;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.aws.account.NetworkLookUp;
import dev.appdb.aws.account.NetworkName;
import dev.appdb.aws.account.PollInterval;
import dev.appdb.aws.cluster.InstanceReboot;
import dev.appdb.aws.lambda.LambdaRoleManager;
import dev.appdb.aws.stack.StackInputs.Deployed;
import dev.appdb.aws.template.PendingReboot;
import dev.appdb.aws.template.StackResource;
import dev.appdb.aws.template.StackTemplate;
import dev.appdb.engine.Progress;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.request.Arn;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.roles.AvailableExtension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;

/** Plans a deployment as a change set. */
public final class StackPlanner {
    private static final Deployed NOTHING = new Deployed(MissingNode.getInstance(), Map.of());

    private final AwsContext context;
    private final StackInputs inputs;

    public StackPlanner(AwsContext context) {
        this.context = context;
        this.inputs = new StackInputs(context);
    }

    /** The template, without any call: the parts of the account are values of its parameters. */
    public StackTemplate template(DatabaseRequest request) throws FailureException {
        return DatabaseStack.of(request).isAdoption()
                ? new AdoptionPlanner(context).template(request)
                : StackTemplate.of(inputs.offline(request, NOTHING));
    }

    public Plan plan(DatabaseRequest request, Progress progress) throws FailureException {
        CloudFormationStack stack = CloudFormationStack.of(context, request);
        Optional<Stack> found = new ProtectionSwitch(context).awaitRecorded(stack, progress);
        StackState state = found.map(StackPlanner::state).orElse(StackState.DELETE_COMPLETE);
        return switch (state.kind()) {
            case BUSY -> inProgress(request, found.orElseThrow(), state);
            case STUCK -> throw StackFailures.stuck(request, "plan", state);
            case ROLLED_BACK -> {
                removeRemains(stack, found.orElseThrow());
                yield create(request, stack, Optional.of(state), progress);
            }
            case GONE, PLANNED -> create(request, stack, Optional.empty(), progress);
            case READY -> update(request, stack, found.orElseThrow(), progress);
        };
    }

    /** Reads a plan that was made earlier. */
    public Plan planned(DatabaseRequest request, String id) throws FailureException {
        CloudFormationStack stack = CloudFormationStack.of(context, request);
        Optional<Stack> found = stack.find();
        StackState state = found.map(StackPlanner::state).orElse(StackState.DELETE_COMPLETE);
        if (state.kind() == StackState.Kind.BUSY && isExecuting(found.orElseThrow(), id)) {
            return inProgress(request, found.get(), state);
        }
        if (state.kind() == StackState.Kind.READY && lacksSecondStep(stack, found.orElseThrow(), id)) {
            return secondStep(request, id);
        }
        DescribeChangeSetResponse changeSet = stack.changeSet(id)
                .orElseThrow(() -> StackFailures.outdated(
                        request, id, "no such plan exists: it was applied, or the stack has changed since"));
        if (changeSet.status() != ChangeSetStatus.CREATE_COMPLETE
                || changeSet.executionStatus() != ExecutionStatus.AVAILABLE) {
            throw StackFailures.outdated(request, id, Executability.reason(changeSet.executionStatus()));
        }
        if (DatabaseStack.of(request).isAdoption()) {
            return new AdoptionPlanner(context).planned(request, stack, id, state.kind() != StackState.Kind.READY);
        }
        Deployed deployed = state.kind() == StackState.Kind.READY ? deployed(stack, found.orElseThrow()) : NOTHING;
        return new ChangeSetReader(stack, context.clients(request).region())
                .plan(changeSet, request.cluster(), deployed, rebootIsLeft(request, deployed));
    }

    private Plan create(
            DatabaseRequest request, CloudFormationStack stack, Optional<StackState> removed, Progress progress)
            throws FailureException {
        if (!DatabaseStack.of(request).isAdoption() && clusterExists(request)) {
            throw StackFailures.notOurs(request);
        }
        PlannedJar jar = new PlannedJar(context, request, progress);
        Plan plan = changeSet(request, stack, ChangeSetType.CREATE, NOTHING, "new", jar);
        return removed.isEmpty()
                ? plan
                : plan.noting(
                        "the stack of an earlier attempt " + removed.get().description() + "; its name is free now");
    }

    private Plan update(DatabaseRequest request, CloudFormationStack stack, Stack found, Progress progress)
            throws FailureException {
        Object changed = found.lastUpdatedTime() == null ? found.creationTime() : found.lastUpdatedTime();
        PlannedJar jar = new PlannedJar(context, request, progress);
        return changeSet(
                request, stack, ChangeSetType.UPDATE, deployed(stack, found), found.stackId() + " " + changed, jar);
    }

    private Plan changeSet(
            DatabaseRequest request,
            CloudFormationStack stack,
            ChangeSetType type,
            Deployed deployed,
            String there,
            PlannedJar jar)
            throws FailureException {
        if (DatabaseStack.of(request).isAdoption()) {
            return new AdoptionPlanner(context).plan(request, stack, type, deployed, there, jar);
        }
        NetworkName name = new AccountNames(context).network(request);
        AwsClients clients = context.clients(request);
        var network = new NetworkLookUp(clients.ec2(), clients.rds()).find(name);
        KeptExtensions kept = KeptExtensions.of(
                request, StackTemplate.preloaded(deployed.template()), () -> installedExtensions(request));
        StackTemplate template = StackTemplate.of(inputs.of(request, network, deployed, kept, jar));
        Optional<Arn> role = context.settings().role();
        PlanId id = PlanId.of(template, there, role.map(Arn::value).orElse(""));
        boolean rebootIsLeft = rebootIsLeft(request, deployed);
        Optional<DescribeChangeSetResponse> made =
                new ChangeSetMaker(stack, context.waiter()).make(asked(request, stack, type, template, id, role));
        Plan plan = made.isPresent()
                ? new ChangeSetReader(stack, clients.region())
                        .plan(made.get(), request.cluster(), deployed, rebootIsLeft)
                : StackPlan.withScopeAndCost(
                        StackPlan.of(
                                id.value(),
                                request.cluster(),
                                List.of(),
                                List.of(),
                                StackPlan.NO_REBOOT,
                                rebootIsLeft,
                                false),
                        stack.name(),
                        clients.region(),
                        template.body());
        for (String note : kept.notes()) {
            plan = plan.noting(note);
        }
        for (String note : jar.notes(template)) {
            plan = plan.noting(note);
        }
        for (String note : ExistingNotes.of(request, template.body(), deployed)) {
            plan = plan.noting(note);
        }
        return plan.noting("in " + clients.region() + ", network " + name.network() + " of project " + name.project()
                + " (" + network.vpcId() + ")");
    }

    static CreateChangeSetRequest asked(
            DatabaseRequest database,
            CloudFormationStack stack,
            ChangeSetType type,
            StackTemplate template,
            PlanId id,
            Optional<Arn> role) {
        CreateChangeSetRequest.Builder request = CreateChangeSetRequest.builder()
                .stackName(stack.name())
                .changeSetName(id.value())
                .clientToken(id.value())
                .changeSetType(type)
                .description("Made by appdb")
                .templateBody(template.minified())
                .capabilities(StackTemplate.CAPABILITIES.stream()
                        .map(Capability::fromValue)
                        .toList())
                .parameters(template.parameters().entrySet().stream()
                        .map(entry -> Parameter.builder()
                                .parameterKey(entry.getKey())
                                .parameterValue(entry.getValue())
                                .build())
                        .toList())
                .tags(
                        tag("managed by", "appdb"),
                        tag(DatabaseOwner.APPLICATION, database.app().value()),
                        tag(DatabaseOwner.ENVIRONMENT, database.environment().value()));
        role.ifPresent(arn -> request.roleARN(arn.value()));
        return request.build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static Deployed deployed(CloudFormationStack stack, Stack found) throws FailureException {
        return new Deployed(stack.template(), ChangeSetReader.parameters(found.parameters()));
    }

    /** The plan where an operation of an earlier command is still in progress: to follow it. */
    private static Plan inProgress(DatabaseRequest request, Stack stack, StackState state) throws FailureException {
        String id = changeSetName(stack);
        if (!PlanId.isOurs(id) || state == StackState.DELETE_IN_PROGRESS) {
            throw StackFailures.busyWithSomethingElse(request, state);
        }
        ResourceChange following = ResourceChange.of(
                Action.MODIFY,
                "AWS::CloudFormation::Stack",
                stack.stackName(),
                "holds everything of " + request.cluster(),
                false,
                List.of("it " + state.description(), StackPlan.FOLLOWED));
        return new Plan(
                id,
                request.cluster(),
                List.of(following),
                List.of(
                        "an earlier plan is being applied in AWS: applying this one follows it to its end, then finishes it"));
    }

    private static boolean isExecuting(Stack stack, String id) {
        String last = changeSetName(stack);
        return last.equals(id) || last.equals(PlanId.protectionAfter(id).value());
    }

    /**
     * Returns true if a plan was applied except for its second step, for example because the process was killed in
     * between.
     */
    private static boolean lacksSecondStep(CloudFormationStack stack, Stack found, String id) throws FailureException {
        return changeSetName(found).equals(id)
                && state(found).succeeded().orElse(false)
                && ProtectionStep.missingIn(stack.template()).isPresent();
    }

    private static Plan secondStep(DatabaseRequest request, String id) {
        ResourceChange protection = ResourceChange.of(
                Action.MODIFY,
                StackResource.DATABASE_CLUSTER.type(),
                StackResource.DATABASE_CLUSTER.logicalId(),
                "the database",
                true,
                List.of("turns deletion protection on"));
        return new Plan(
                id,
                request.cluster(),
                List.of(protection),
                List.of("this plan was applied except for its second step, which applying it executes"));
    }

    /**
     * The name in the ARN of the stack's last change set ({@code …:changeSet/NAME/UUID}); empty if it never had one.
     */
    static String changeSetName(Stack stack) {
        String arn = Optional.ofNullable(stack.changeSetId()).orElse("");
        return arn.replaceAll("^.*:changeSet/", "").replaceAll("/.*$", "");
    }

    /** Deletes the empty stack that a failed creation leaves; CloudFormation allows nothing else with it. */
    private void removeRemains(CloudFormationStack stack, Stack found) throws FailureException {
        stack.delete("appdb-remove-" + found.stackId().replaceAll("^.*/", ""));
        PollInterval interval = new PollInterval();
        while (true) {
            Optional<Stack> now = stack.find(found.stackId());
            StackState state = now.map(StackPlanner::state).orElse(StackState.DELETE_COMPLETE);
            if (state.kind() == StackState.Kind.GONE || state.kind() == StackState.Kind.STUCK) {
                // One that could not be deleted is said by whoever looks next.
                return;
            }
            context.waiter().pause(interval.next(false), "stack " + stack.name());
        }
    }

    private boolean clusterExists(DatabaseRequest request) throws FailureException {
        AwsClients clients = context.clients(request);
        return AwsCall.make("could not look for cluster " + request.cluster(), () -> {
            try {
                return !clients.rds()
                        .describeDBClusters(ask -> ask.dbClusterIdentifier(request.cluster()))
                        .dbClusters()
                        .isEmpty();
            } catch (DbClusterNotFoundException e) {
                return false;
            }
        });
    }

    private Optional<Set<String>> installedExtensions(DatabaseRequest request) {
        try {
            return Optional.of(new LambdaRoleManager(context)
                    .extensions(request, Progress.SILENT).stream()
                            .filter(extension -> extension.installedVersion() != null)
                            .map(AvailableExtension::name)
                            .collect(Collectors.toSet()));
        } catch (FailureException e) {
            // Nobody needs an unloaded library so much that a plan should fail for it.
            return Optional.empty();
        }
    }

    private boolean rebootIsLeft(DatabaseRequest request, Deployed deployed) throws FailureException {
        return deployed.exists()
                && PendingReboot.leftIn(deployed.template()).isNeeded()
                && new InstanceReboot(context).isPending(request);
    }

    private static StackState state(Stack stack) {
        return StackState.of(stack.stackStatusAsString());
    }
}
