package dev.appdb.aws.stack;

import dev.appdb.aws.account.AwsCall;
import dev.appdb.aws.account.AwsClients;
import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.aws.stack.StackInputs.Deployed;
import dev.appdb.aws.template.StackResource;
import dev.appdb.aws.template.StackTemplate;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.plan.Risk;
import dev.appdb.request.Arn;
import dev.appdb.request.DatabaseRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;

/** Plans the stack that puts a role manager beside a database of somebody else. */
final class AdoptionPlanner {
    /** The rules in groups of somebody else. */
    private static final Set<String> RULES =
            Set.of(StackResource.DATABASE_INGRESS.logicalId(), StackResource.ENDPOINTS_INGRESS.logicalId());

    private final AwsContext context;

    AdoptionPlanner(AwsContext context) {
        this.context = context;
    }

    /** The template, without any call. */
    StackTemplate template(DatabaseRequest request) throws FailureException {
        return StackTemplate.of(new AdoptionInputs(context).offline(request));
    }

    Plan plan(
            DatabaseRequest request,
            CloudFormationStack stack,
            ChangeSetType type,
            Deployed deployed,
            String there,
            PlannedJar jar)
            throws FailureException {
        requireNoOwnCluster(request);
        AdoptionInputs.Sourced inputs = new AdoptionInputs(context).of(request, deployed, jar);
        StackTemplate template = StackTemplate.of(inputs.request());
        Optional<Arn> role = context.settings().role();
        PlanId id = PlanId.of(template, there, role.map(Arn::value).orElse(""));
        Optional<DescribeChangeSetResponse> made = new ChangeSetMaker(stack, context.waiter())
                .make(StackPlanner.asked(request, stack, type, template, id, role));
        Plan plan = made.isPresent()
                ? planned(request, stack, id.value(), type == ChangeSetType.CREATE)
                : noting(request, new Plan(id.value(), request.cluster(), List.of(), List.of()));
        for (String source : inputs.sources()) {
            plan = plan.noting(source);
        }
        for (String note : jar.notes(template)) {
            plan = plan.noting(note);
        }
        return plan;
    }

    /** Reads a change set, also one of another process. */
    Plan planned(DatabaseRequest request, CloudFormationStack stack, String id, boolean isNew) throws FailureException {
        List<Change> all = stack.changes(id);
        AdoptionGuardrail.require(request, all, isNew);
        PlannedChanges changes = new PlannedChanges(all);
        Plan plan = StackPlan.of(
                id,
                request.cluster(),
                withRisks(changes.effective(List.of())),
                changes.reevaluated(),
                StackPlan.NO_REBOOT,
                false,
                false);
        return noting(request, plan);
    }

    private static List<ResourceChange> withRisks(List<ResourceChange> changes) {
        List<ResourceChange> all = new ArrayList<>();
        for (ResourceChange change : changes) {
            boolean isRule = RULES.contains(change.name()) && change.action() != Action.REMOVE;
            all.add(
                    isRule
                            ? new ResourceChange(
                                    change.action(),
                                    change.type(),
                                    change.name(),
                                    change.purpose(),
                                    change.holdsData(),
                                    change.details(),
                                    List.of(Risk.OTHERS_GROUP))
                            : change);
        }
        return all;
    }

    private static Plan noting(DatabaseRequest request, Plan plan) {
        DatabaseStack names = DatabaseStack.of(request);
        return plan.noting("left alone: " + names.database() + " itself and everything else outside stack "
                + names.name() + "; only the bucket of the Terraform state gets the role manager's jar");
    }

    /**
     * Refuses an application whose database appdb deployed itself: its stack has a role manager already. Whoever may only
     * adopt may not look at that stack.
     */
    private void requireNoOwnCluster(DatabaseRequest request) throws FailureException {
        AwsClients clients = context.clients(request);
        String own = DatabaseStack.of(request).withCluster().name();
        boolean isThere = AwsCall.find(
                        "could not look at stack " + own,
                        error -> error.message().contains("does not exist")
                                || error.code().startsWith("AccessDenied"),
                        () -> clients.cloudFormation()
                                .describeStacks(call -> call.stackName(own))
                                .stacks())
                .flatMap(stacks -> stacks.stream().findFirst())
                .map(stack -> StackState.of(stack.stackStatusAsString()))
                .filter(state -> state != StackState.REVIEW_IN_PROGRESS && state != StackState.DELETE_COMPLETE)
                .isPresent();
        if (isThere) {
            throw Failure.refused(
                            "own-stack",
                            "did not put another role manager beside " + request.cluster(),
                            "stack " + own + " of appdb deployed that database, with a role manager of its own",
                            Remedy.of("Leave out {--cluster} and remove \"adopted\" from the environment's file under"
                                    + " infra, if it is there; all commands work with that stack as it is."))
                    .asException();
        }
    }
}
