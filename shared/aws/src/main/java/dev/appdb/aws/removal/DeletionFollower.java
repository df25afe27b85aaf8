package dev.appdb.aws.removal;

import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.aws.account.PollInterval;
import dev.appdb.aws.account.Waiter;
import dev.appdb.aws.stack.CloudFormationStack;
import dev.appdb.aws.stack.StackState;
import dev.appdb.engine.Progress;
import dev.appdb.event.ResourceState;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** Follows the deletion of a stack to its end: its events, each once, become progress. */
final class DeletionFollower {
    private static final String STACK_TYPE = "AWS::CloudFormation::Stack";

    private final DatabaseRequest request;
    private final CloudFormationStack stack;
    private final Waiter waiter;
    private final Progress progress;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, String> failed = new LinkedHashMap<>();

    /** @param stack addressed by its id, since a deleted one is not found by its name */
    DeletionFollower(DatabaseRequest request, CloudFormationStack stack, Waiter waiter, Progress progress) {
        this.request = request;
        this.stack = stack;
        this.waiter = waiter;
        this.progress = progress;
    }

    /** @throws FailureException if something could not be deleted, naming each and why */
    void followToEnd() throws FailureException {
        PollInterval interval = new PollInterval();
        while (true) {
            // The state first: what led to it is then among the events.
            StackState state = stack.find()
                    .map(Stack::stackStatusAsString)
                    .map(StackState::of)
                    .orElse(StackState.DELETE_COMPLETE);
            boolean news = read();
            if (state == StackState.DELETE_COMPLETE) {
                return;
            } else if (state == StackState.DELETE_FAILED) {
                throw failure();
            }
            waiter.pause(
                    interval.next(news),
                    "the deletion of stack " + DatabaseStack.of(request).name());
        }
    }

    private boolean read() throws FailureException {
        boolean news = false;
        for (StackEvent event : stack.eventsAfter(event -> seen.contains(event.eventId()) || begins(event))) {
            news |= seen.add(event.eventId()) && take(event);
        }
        return news;
    }

    /**
     * Returns true for the stack's own event at the start of its deletion; earlier events belong to other operations.
     */
    private static boolean begins(StackEvent event) {
        return isStack(event) && event.resourceStatusAsString().equals("DELETE_IN_PROGRESS");
    }

    private static boolean isStack(StackEvent event) {
        return STACK_TYPE.equals(event.resourceType());
    }

    private boolean take(StackEvent event) {
        String status = event.resourceStatusAsString();
        if (isStack(event) || !status.startsWith("DELETE")) {
            return false;
        }
        String reason = Optional.ofNullable(event.resourceStatusReason()).orElse("");
        ResourceState state = switch (status) {
            case "DELETE_FAILED" -> ResourceState.FAILED;
            case "DELETE_IN_PROGRESS" -> ResourceState.IN_PROGRESS;
            default -> ResourceState.COMPLETE;
        };
        if (state == ResourceState.FAILED) {
            failed.put(event.resourceType() + " " + event.logicalResourceId(), reason.replaceAll("[.]+$", ""));
        } else {
            failed.remove(event.resourceType() + " " + event.logicalResourceId());
        }
        progress.resource(event.resourceType(), event.logicalResourceId(), state, detail(status, reason));
        return true;
    }

    private static String detail(String status, String reason) {
        return switch (status) {
            case "DELETE_FAILED" -> reason;
            case "DELETE_SKIPPED" -> "kept";
            case "DELETE_COMPLETE" -> "removed";
            default -> "removing";
        };
    }

    private FailureException failure() {
        String what = failed.entrySet().stream()
                .map(entry -> entry.getKey() + (entry.getValue().isBlank() ? "" : " (" + entry.getValue() + ")"))
                .collect(Collectors.joining("; "));
        boolean held = failed.values().stream().anyMatch(reason -> reason.contains("dependent object"));
        return Failure.failed(
                        "destroy-failed",
                        "could not destroy all of " + request.cluster(),
                        what.isEmpty() ? "CloudFormation gave no reason" : "CloudFormation could not delete " + what,
                        Remedy.of(
                                held
                                        ? "Something still uses a security group, for example network interfaces of the"
                                                + " function, which AWS deletes within an hour. Then run {}."
                                        : "Fix the cause that AWS reports, then run {}. It skips what is already deleted.",
                                request.command(Subcommand.DESTROY)))
                .asException();
    }
}
