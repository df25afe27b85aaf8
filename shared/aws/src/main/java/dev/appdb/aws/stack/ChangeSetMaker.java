package dev.appdb.aws.stack;

import dev.appdb.aws.account.PollInterval;
import dev.appdb.aws.account.Waiter;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;

/** Creates a change set and waits until AWS has computed it. Creating it again under the same name is idempotent. */
final class ChangeSetMaker {
    // "The submitted information didn't contain changes. Submit different information to create a change set." and
    // "No updates are to be performed."
    private static final Pattern NO_CHANGES =
            Pattern.compile("didn't contain changes|no updates are to be performed", Pattern.CASE_INSENSITIVE);

    private final CloudFormationStack stack;
    private final Waiter waiter;

    ChangeSetMaker(CloudFormationStack stack, Waiter waiter) {
        this.stack = stack;
        this.waiter = waiter;
    }

    /** The change set, ready to be executed; empty if it would change nothing. */
    Optional<DescribeChangeSetResponse> make(CreateChangeSetRequest request) throws FailureException {
        String id = request.changeSetName();
        Optional<DescribeChangeSetResponse> there = stack.changeSet(id);
        if (there.isPresent() && isUseless(there.get())) {
            stack.deleteChangeSet(id);
            there = Optional.empty();
        }
        if (there.isEmpty()) {
            stack.create(request);
        }
        DescribeChangeSetResponse made = settled(id);
        if (made.status() != ChangeSetStatus.FAILED) {
            return Optional.of(made);
        }
        String reason = Optional.ofNullable(made.statusReason()).orElse("");
        if (NO_CHANGES.matcher(reason).find()) {
            stack.deleteChangeSet(id);
            return Optional.empty();
        }
        // Only while the change set is there can its events be read.
        FailureException failure = failed(made, reason);
        stack.deleteChangeSet(id);
        throw failure;
    }

    private FailureException failed(DescribeChangeSetResponse made, String reason) {
        try {
            return new RefusedChangeSet(stack.name(), stack.failedEvents(made.changeSetId()))
                    .failure()
                    .map(Failure::asException)
                    .orElseGet(() -> failed(reason));
        } catch (FailureException e) {
            // The reason is what counts; the details are missing.
            FailureException failure = failed(
                    reason + " (its details could not be read: " + e.failure().why() + ")");
            failure.addSuppressed(e);
            return failure;
        }
    }

    private static boolean isUseless(DescribeChangeSetResponse changeSet) {
        return changeSet.status() == ChangeSetStatus.FAILED
                || changeSet.executionStatus() == ExecutionStatus.OBSOLETE
                || changeSet.executionStatus() == ExecutionStatus.EXECUTE_FAILED;
    }

    private DescribeChangeSetResponse settled(String id) throws FailureException {
        PollInterval interval = new PollInterval();
        while (true) {
            Optional<DescribeChangeSetResponse> changeSet = stack.changeSet(id);
            // Right after it was made it may not be found yet.
            boolean isWorkedOut = changeSet
                    .map(DescribeChangeSetResponse::status)
                    .filter(status ->
                            status != ChangeSetStatus.CREATE_PENDING && status != ChangeSetStatus.CREATE_IN_PROGRESS)
                    .isPresent();
            if (isWorkedOut) {
                return changeSet.orElseThrow();
            }
            waiter.pause(interval.next(false), "the plan of stack " + stack.name());
        }
    }

    private FailureException failed(String reason) {
        String why = reason.isBlank()
                ? "CloudFormation gave no reason"
                : reason.strip().replaceAll("\\.$", "");
        return Failure.failed(
                        "plan-failed",
                        "could not plan stack " + stack.name(),
                        why,
                        new FailureCause(stack.name(), "stack", reason)
                                .remedy()
                                .orElse(Remedy.of(
                                        "Fix the cause that AWS reports, then run {}.", Subcommand.PLAN.call())))
                .asException();
    }
}
