package dev.appdb.aws.fake;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The operations on change sets. */
record ChangeSetCalls(Stacks stacks) {
    /** The states in which a stack takes a change set of type UPDATE. */
    private static final Set<String> UPDATABLE = Set.of(
            "CREATE_COMPLETE",
            "UPDATE_COMPLETE",
            "UPDATE_ROLLBACK_COMPLETE",
            "CREATE_FAILED",
            "UPDATE_FAILED",
            "IMPORT_COMPLETE",
            "IMPORT_ROLLBACK_COMPLETE");

    Consumer<Xml> create(Parameters call) {
        Optional<Stack> found = stacks.find(call.required("StackName"));
        String name = call.required("ChangeSetName");
        Optional<ChangeSet> twin = found.flatMap(stack -> find(name, Optional.of(stack.name())));
        if (twin.isPresent()) {
            boolean repeated = call.get("ClientToken").isPresent()
                    && call.get("ClientToken").equals(twin.get().clientToken());
            if (repeated) {
                return ids(twin.get());
            }
            throw new AwsError(400, "AlreadyExistsException", "ChangeSet " + name + " already exists");
        }
        requireFit(call, found);
        requireFittingFailure(call);
        call.get("RoleARN").ifPresent(this::requireAssumable);
        Desired desired = new DesiredReader(stacks.account())
                .read(call, found.map(Stack::desired).orElse(null));
        Stack stack = found.orElseGet(() -> newStack(call.required("StackName")));
        List<ResourceChange> changes = ChangePlan.of(stacks.account(), stack, desired);
        ChangeSet changeSet = new ChangeSet(stacks, stack, desired, changes, call);
        stacks.changeSets().add(changeSet);
        return ids(changeSet);
    }

    private static void requireFit(Parameters call, Optional<Stack> found) {
        String name = call.required("StackName");
        boolean creates = call.get("ChangeSetType").orElse("UPDATE").equals("CREATE");
        boolean inReview = found.filter(stack -> stack.status().equals("REVIEW_IN_PROGRESS"))
                .isPresent();
        if (creates && found.isPresent() && !inReview) {
            throw AwsError.validation("Stack [" + name
                    + "] already exists and cannot be created again with the changeSet ["
                    + call.required("ChangeSetName") + "]");
        }
        if (!creates && found.isEmpty()) {
            throw AwsError.validation("Stack [" + name + "] does not exist");
        }
        if (!creates && !UPDATABLE.contains(found.map(Stack::status).orElse(""))) {
            Stack stack = found.orElseThrow();
            throw AwsError.validation(
                    "Stack:" + stack.id() + " is in " + stack.status() + " state and can not be updated.");
        }
    }

    /**
     * The rules of {@code OnStackFailure}.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html">AWS:
     *     CreateChangeSet</a>: DELETE is only valid for a change set that creates a stack
     */
    private static void requireFittingFailure(Parameters call) {
        String onFailure = call.get("OnStackFailure").orElse("ROLLBACK");
        if (!List.of("DELETE", "DO_NOTHING", "ROLLBACK").contains(onFailure)) {
            throw AwsError.validation("1 validation error detected: Value '" + onFailure
                    + "' at 'onStackFailure' failed to satisfy constraint: Member must satisfy enum value set: [DELETE,"
                    + " DO_NOTHING, ROLLBACK]");
        }
        if (onFailure.equals("DELETE")
                && !call.get("ChangeSetType").orElse("UPDATE").equals("CREATE")) {
            throw AwsError.validation("OnStackFailure DELETE is only valid when ChangeSetType is CREATE");
        }
    }

    /**
     * The service role has to exist and to trust CloudFormation.
     *
     * @see <a href="https://repost.aws/knowledge-center/cloudformation-role-arn-error">AWS: "is invalid or cannot be
     *     assumed"</a>
     */
    private void requireAssumable(String arn) {
        boolean trusts = stacks.account()
                .find("AWS::IAM::Role", arn.substring(arn.lastIndexOf('/') + 1))
                .filter(role -> role.properties()
                        .path("AssumeRolePolicyDocument")
                        .toString()
                        .contains("cloudformation.amazonaws.com"))
                .isPresent();
        if (!trusts) {
            throw AwsError.validation("Role " + arn + " is invalid or cannot be assumed");
        }
    }

    private Stack newStack(String name) {
        Stack stack = new Stack(stacks.account(), name);
        stacks.add(stack);
        return stack;
    }

    private static Consumer<Xml> ids(ChangeSet changeSet) {
        return result -> result.text("Id", changeSet.id())
                .text("StackId", changeSet.stack().id());
    }

    Consumer<Xml> describe(Parameters call) {
        stacks.look();
        ChangeSet changeSet = require(call);
        Page<ResourceChange> page = stacks.page(changeSet.changes(), call);
        boolean values = call.flag("IncludePropertyValues");
        return result -> {
            ChangeSetXml.head(result, changeSet);
            result.list("Changes", "member", page.items(), (body, change) -> ChangeSetXml.change(body, change, values))
                    .text("NextToken", page.next());
        };
    }

    /**
     * {@code DescribeEvents} of a change set, which is found by its ARN only.
     *
     * @see <a href="https://github.com/aws-cloudformation/cloudformation-cli/issues/1116">cloudformation-cli#1116</a>
     */
    Consumer<Xml> events(Parameters call) {
        String arn = call.get("ChangeSetName").orElse("");
        if (!arn.startsWith("arn:")) {
            throw AwsError.validation("One of ChangeSetName, OperationId or StackName must be specified");
        }
        Page<EarlyValidation.Refusal> page = stacks.page(require(call).refusals(), call);
        return result -> result.list(
                        "OperationEvents",
                        "member",
                        page.items(),
                        (body, refusal) -> EarlyValidation.event(body, require(call), refusal))
                .text("NextToken", page.next());
    }

    Consumer<Xml> list(Parameters call) {
        Stack stack = StackCalls.require(stacks, call.required("StackName"));
        List<ChangeSet> all = stacks.changeSets().stream()
                .filter(changeSet -> changeSet.stack() == stack)
                .toList();
        Page<ChangeSet> page = stacks.page(all, call);
        return result -> result.list(
                        "Summaries", "member", page.items(), (body, changeSet) -> ChangeSetXml.head(body, changeSet))
                .text("NextToken", page.next());
    }

    Consumer<Xml> execute(Parameters call) {
        // A repeated call with the token of the first is answered like that.
        String name = call.required("ChangeSetName");
        ChangeSet changeSet = stacks.changeSets().stream()
                .filter(executed -> executed.name().equals(name)
                        && executed.executionStatus().startsWith("EXECUTE_")
                        && !executed.stack().isGone()
                        && executed.stack().name().equals(call.get("StackName").orElse("")))
                .filter(executed -> find(name, call.get("StackName")).isEmpty())
                .findFirst()
                .orElseGet(() -> require(call));
        Stack stack = changeSet.stack();
        if (stack.repeats(call.get("ClientRequestToken"), "ExecuteChangeSet " + changeSet.id())) {
            return result -> {};
        }
        if (stack.isBusy()) {
            throw AwsError.validation(
                    "Stack:" + stack.id() + " is in " + stack.status() + " state and can not be updated.");
        }
        if (changeSet.saysOnFailure() && call.get("DisableRollback").isPresent()) {
            // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html:
            // OnStackFailure
            throw AwsError.validation("DisableRollback must not be specified for a change set with OnStackFailure");
        }
        changeSet.execute(stacks, call.flag("DisableRollback"));
        deleteOthers(changeSet);
        return result -> {};
    }

    /**
     * They aren't valid for the changed stack.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ExecuteChangeSet.html">AWS:
     *     ExecuteChangeSet</a>
     */
    private void deleteOthers(ChangeSet executed) {
        stacks.changeSets()
                .removeIf(other -> other.stack() == executed.stack()
                        && !other.executionStatus().startsWith("EXECUTE_"));
    }

    Consumer<Xml> delete(Parameters call) {
        String name = call.required("ChangeSetName");
        find(name, call.get("StackName")).ifPresent(changeSet -> {
            if (changeSet.stack().isBusy() && changeSet.executionStatus().startsWith("EXECUTE_")) {
                throw new AwsError(
                        400,
                        "InvalidChangeSetStatus",
                        "ChangeSet [" + changeSet.id() + "] cannot be deleted while it is being executed");
            }
            stacks.changeSets().remove(changeSet);
        });
        return result -> {};
    }

    private ChangeSet require(Parameters call) {
        String name = call.required("ChangeSetName");
        call.get("StackName").ifPresent(stack -> StackCalls.require(stacks, stack));
        return find(name, call.get("StackName"))
                .orElseThrow(() -> new AwsError(404, "ChangeSetNotFound", "ChangeSet [" + name + "] does not exist"));
    }

    /**
     * By name, an executed one is not found any more.
     *
     * @see <a href="https://github.com/guardian/riff-raff/pull/672">riff-raff#672</a>
     */
    private Optional<ChangeSet> find(String nameOrId, Optional<String> stackNameOrId) {
        return stacks.changeSets().stream()
                .filter(changeSet -> !changeSet.stack().isGone())
                .filter(changeSet -> changeSet.id().equals(nameOrId)
                        || (changeSet.name().equals(nameOrId)
                                && !changeSet.executionStatus().startsWith("EXECUTE_")
                                && stackNameOrId.flatMap(stacks::find).equals(Optional.of(changeSet.stack()))))
                .findFirst();
    }
}
