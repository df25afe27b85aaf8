package dev.appdb.aws.stack;

import dev.appdb.aws.account.PollInterval;
import dev.appdb.aws.account.Waiter;
import dev.appdb.engine.Progress;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * Follows one operation on a stack to its end: its events, each once, become progress. All events of an operation have
 * the
 * token with which it was begun, so that a process that comes later can follow it as well.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackEvent.html">AWS: StackEvent</a>
 */
final class StackFollower {
    private static final String STACK_TYPE = "AWS::CloudFormation::Stack";

    /** The number of other operations' events that are read before this operation's events are considered missing. */
    private static final int MAX_FOREIGN_EVENTS = 100;

    /** The number of polls without an event after which the operation is considered not started. */
    private static final int MAX_IDLE_POLLS = 30;

    private final DatabaseRequest request;
    private final CloudFormationStack stack;
    private final Waiter waiter;
    private final Progress progress;
    private final String token;
    private final Set<String> seen = new HashSet<>();
    private final List<FailureCause.Event> events = new ArrayList<>();
    private final Map<String, ResourceState> shown = new HashMap<>();
    private boolean hasEnded;
    private boolean rollsBack;

    StackFollower(DatabaseRequest request, CloudFormationStack stack, Waiter waiter, Progress progress, String token) {
        this.request = request;
        this.stack = stack;
        this.waiter = waiter;
        this.progress = progress;
        this.token = token;
    }

    /** A condition that ends the following of an operation early. */
    interface StopCondition {
        boolean isReached() throws FailureException;
    }

    /**
     * Follows the operation to its end.
     *
     * @param begun the stack as it was before the operation, or in its course
     * @throws FailureException with its cause if it failed
     */
    void followToEnd(Stack begun) throws FailureException {
        followUntil(begun, () -> false);
    }

    /**
     * Follows an update to its end, or until a condition holds.
     *
     * @param begun the stack as it was before the update, or in its course
     * @param stop checked with each poll while the update is in progress and not being rolled back
     * @return true if the update has ended, false if the condition holds
     * @throws FailureException with its cause if it failed
     */
    boolean followUntil(Stack begun, StopCondition stop) throws FailureException {
        String stackId = begun.stackId();
        PollInterval interval = new PollInterval();
        int idlePolls = 0;
        while (true) {
            // The state first: what led to it is then among the events.
            Optional<Stack> now = stack.find(stackId);
            StackState state =
                    now.map(found -> StackState.of(found.stackStatusAsString())).orElse(StackState.DELETE_COMPLETE);
            boolean news = read(stackId);
            if (state.succeeded().isPresent() && (hasEnded || isNews(begun, now))) {
                finish(state);
                return true;
            }
            if (isUpdating(state) && !rollsBack && stop.isReached()) {
                return false;
            }
            idlePolls = news || state.kind() == StackState.Kind.BUSY ? 0 : idlePolls + 1;
            if (idlePolls > MAX_IDLE_POLLS) {
                throw notStarted();
            }
            waiter.pause(interval.next(news), "stack " + stack.name());
        }
    }

    private static boolean isUpdating(StackState state) {
        return state == StackState.UPDATE_IN_PROGRESS || state == StackState.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS;
    }

    private FailureException notStarted() {
        return Failure.failed(
                        "deploy-not-begun",
                        "could not deploy " + request.cluster(),
                        "CloudFormation accepted plan " + token + " but did not start it",
                        Remedy.of(
                                "Look at the stack's events in the CloudFormation console, then run {}.",
                                request.command(Subcommand.APPLY)))
                .asException();
    }

    private void finish(StackState state) throws FailureException {
        if (!state.succeeded().orElse(false)) {
            throw StackFailures.failed(request, state, FailureCause.among(events));
        }
    }

    /**
     * Returns true if a stack's description is not an old one, from before the operation: CloudFormation answers with those for
     * a while. An operation changes the time at which it begins.
     */
    private static boolean isNews(Stack begun, Optional<Stack> now) {
        return now.isEmpty()
                || StackState.of(begun.stackStatusAsString()).kind() == StackState.Kind.BUSY
                || changed(now.get()).isAfter(changed(begun));
    }

    private static Instant changed(Stack stack) {
        return stack.lastUpdatedTime() == null ? stack.creationTime() : stack.lastUpdatedTime();
    }

    /** Reads new events; returns true if there were any. */
    private boolean read(String stackId) throws FailureException {
        boolean[] passedOurs = {false};
        int[] foreign = {0};
        List<StackEvent> fresh = stack.eventsAfter(stackId, event -> {
            if (seen.contains(event.eventId())) {
                return true;
            }
            if (token.equals(event.clientRequestToken())) {
                passedOurs[0] = true;
                return false;
            }
            foreign[0]++;
            return passedOurs[0] || foreign[0] > MAX_FOREIGN_EVENTS;
        });
        boolean news = false;
        for (StackEvent event : fresh) {
            if (token.equals(event.clientRequestToken()) && seen.add(event.eventId())) {
                news = true;
                take(event);
            }
        }
        return news;
    }

    private void take(StackEvent event) {
        String status = event.resourceStatusAsString();
        String reason = Optional.ofNullable(event.resourceStatusReason()).orElse("");
        boolean isStack =
                STACK_TYPE.equals(event.resourceType()) && event.stackId().equals(event.physicalResourceId());
        if (!isStack) {
            events.add(new FailureCause.Event(event.logicalResourceId(), event.resourceType(), status, reason));
            show(event.resourceType(), event.logicalResourceId(), state(status), detail(status, reason));
            return;
        }
        StackState state = StackState.of(status);
        hasEnded |= state.kind() != StackState.Kind.BUSY;
        if (status.contains("ROLLBACK") && !rollsBack) {
            rollsBack = true;
            progress.note(Level.WARNING, "stack " + stack.name() + " " + state.description());
        }
    }

    private void show(String type, String name, ResourceState state, String detail) {
        if (shown.put(name, state) != state) {
            progress.resource(type, name, state, detail);
        }
    }

    private static ResourceState state(String status) {
        if (status.endsWith("_FAILED")) {
            return ResourceState.FAILED;
        }
        return status.endsWith("_COMPLETE") || status.equals("DELETE_SKIPPED")
                ? ResourceState.COMPLETE
                : ResourceState.IN_PROGRESS;
    }

    private static String detail(String status, String reason) {
        if (status.endsWith("_FAILED")) {
            return reason;
        }
        if (status.equals("DELETE_SKIPPED")) {
            return "kept";
        }
        if (status.equals("DELETE_COMPLETE")) {
            return "removed";
        }
        return status.startsWith("DELETE") ? "removing" : "";
    }
}
