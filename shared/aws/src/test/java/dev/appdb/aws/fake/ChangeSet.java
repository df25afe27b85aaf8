package dev.appdb.aws.fake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A change set: what a template would change, and whether it can still be executed. */
final class ChangeSet {
    static final String NO_CHANGES =
            "The submitted information didn't contain changes. Submit different information to create a change set.";

    private final String id;
    private final String name;
    private final Stack stack;
    private final Desired desired;
    private final List<ResourceChange> changes;
    private final Optional<String> description;
    private final Optional<String> clientToken;
    private final StackRun.OnFailure onFailure;
    private final boolean saysOnFailure;
    private final boolean creates;
    private final Instant created;
    private String status = "CREATE_PENDING";
    private String executionStatus = "UNAVAILABLE";
    private @Nullable String reason;
    private final List<EarlyValidation.Refusal> refusals;

    ChangeSet(Stacks stacks, Stack stack, Desired desired, List<ResourceChange> changes, Parameters call) {
        Account account = stacks.account();
        refusals = EarlyValidation.of(stacks, changes);
        this.stack = stack;
        this.desired = desired;
        this.changes = changes;
        name = call.required("ChangeSetName");
        id = Arns.regional(account, "cloudformation", "changeSet/" + name + "/" + PhysicalId.uuid(account));
        description = call.get("Description");
        clientToken = call.get("ClientToken");
        onFailure = call.get("OnStackFailure").map(StackRun.OnFailure::valueOf).orElse(StackRun.OnFailure.ROLLBACK);
        saysOnFailure = call.get("OnStackFailure").isPresent();
        creates = call.get("ChangeSetType").orElse("UPDATE").equals("CREATE");
        created = account.clock().instant();
    }

    void tick() {
        switch (status) {
            case "CREATE_PENDING" -> status = "CREATE_IN_PROGRESS";
            case "CREATE_IN_PROGRESS" -> decide();
            default -> {}
        }
    }

    private void decide() {
        if (!refusals.isEmpty()) {
            status = "FAILED";
            reason = EarlyValidation.reason(refusals);
        } else if (changes.isEmpty() && sameOtherwise()) {
            status = "FAILED";
            reason = NO_CHANGES;
        } else {
            status = "CREATE_COMPLETE";
            executionStatus = "AVAILABLE";
        }
    }

    private boolean sameOtherwise() {
        Desired before = stack.desired();
        return before != null
                && before.tags().equals(desired.tags())
                && before.template()
                        .root()
                        .path("Outputs")
                        .equals(desired.template().root().path("Outputs"));
    }

    void execute(Stacks stacks, boolean disableRollback) {
        if (!status.equals("CREATE_COMPLETE")) {
            throw new AwsError(
                    400,
                    "InvalidChangeSetStatus",
                    "ChangeSet [" + id + "] cannot be executed in its current status of [" + status + "]");
        }
        if (!executionStatus.equals("AVAILABLE")) {
            throw new AwsError(
                    400,
                    "InvalidChangeSetStatus",
                    "ChangeSet [" + id + "] cannot be executed in its current execution status of [" + executionStatus
                            + "]");
        }
        executionStatus = "EXECUTE_COMPLETE";
        stack.changeSetId(id, stacks.staleReads());
        StackRun run =
                new StackRun(stacks, stack, desired, disableRollback ? StackRun.OnFailure.DO_NOTHING : onFailure);
        if (creates) {
            run.create();
        } else {
            run.update();
        }
    }

    List<EarlyValidation.Refusal> refusals() {
        return refusals;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    Stack stack() {
        return stack;
    }

    Desired desired() {
        return desired;
    }

    List<ResourceChange> changes() {
        return changes;
    }

    Optional<String> description() {
        return description;
    }

    Optional<String> clientToken() {
        return clientToken;
    }

    /** True if it says itself what becomes of a stack that can't be created. */
    boolean saysOnFailure() {
        return saysOnFailure;
    }

    StackRun.OnFailure onFailure() {
        return onFailure;
    }

    Instant created() {
        return created;
    }

    String status() {
        return status;
    }

    String executionStatus() {
        return executionStatus;
    }

    @Nullable
    String reason() {
        return reason;
    }
}
