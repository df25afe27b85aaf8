package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One operation on a stack, from status to status as CloudFormation goes through them. */
final class StackRun {
    private final Account account;
    private final Stack stack;
    private final Desired target;
    private final OnFailure onFailure;
    private final ResourceHandlers handlers;
    private final Script script;
    private final Map<String, RevertStep> undo = new LinkedHashMap<>();
    private final List<Leftover> leftovers = new ArrayList<>();
    private @Nullable Phase phase;
    private Consumer<Set<String>> next = failed -> {};

    /** The reaction to a failed operation. */
    enum OnFailure {
        ROLLBACK,
        DO_NOTHING,
        DELETE
    }

    StackRun(Stacks stacks, Stack stack, Desired target, OnFailure onFailure) {
        this.account = stacks.account();
        this.stack = stack;
        this.target = target;
        this.onFailure = onFailure;
        this.handlers = stacks.handlers();
        this.script = stacks.script();
        stack.run(this, target);
    }

    void create() {
        stack.status("CREATE_IN_PROGRESS", "User Initiated");
        Set<String> ids = target.logicalIds(account, stack.id());
        List<Step> steps = new ArrayList<>();
        ids.forEach(id -> steps.add(new CreateStep(this, id, target.template().dependencies(id))));
        enter(steps, "Resource creation cancelled", failed -> {
            if (failed.isEmpty()) {
                stack.desired(target);
                stack.status("CREATE_COMPLETE", null);
            } else {
                createFailed("The following resource(s) failed to create: " + names(failed) + ". ");
            }
        });
    }

    private void createFailed(String reason) {
        switch (onFailure) {
            case DO_NOTHING -> stack.status("CREATE_FAILED", reason.strip());
            case DELETE -> delete(Set.of(), reason + "Delete requested by user.");
            case ROLLBACK -> rollbackCreation(reason + "Rollback requested by user.");
        }
    }

    void rollbackCreation(String reason) {
        stack.status("ROLLBACK_IN_PROGRESS", reason);
        List<Leftover> made = stack.resources().values().stream()
                .map(resource -> Leftover.rolledBack(target.template(), resource))
                .toList();
        enter(deletions(target.template(), made), "", failed -> ended(failed, "ROLLBACK_COMPLETE", "ROLLBACK_FAILED"));
    }

    void update() {
        stack.status("UPDATE_IN_PROGRESS", "User Initiated");
        List<Step> steps = new ArrayList<>();
        for (String id : target.logicalIds(account, stack.id())) {
            Set<String> after = target.template().dependencies(id);
            steps.add(
                    stack.resources().containsKey(id)
                            ? new UpdateStep(this, id, after)
                            : new CreateStep(this, id, after));
        }
        enter(steps, "Resource update cancelled", failed -> {
            String reason = "The following resource(s) failed to update: " + names(failed) + ". ";
            if (failed.isEmpty()) {
                cleanUp();
            } else if (onFailure == OnFailure.DO_NOTHING) {
                stack.status("UPDATE_FAILED", reason.strip());
            } else {
                rollbackUpdate(reason.strip());
            }
        });
    }

    private void cleanUp() {
        Desired before = stack.desired();
        Template previous = before == null ? target.template() : before.template();
        Set<String> wanted = target.logicalIds(account, stack.id());
        for (StackResource resource : stack.resources().values()) {
            if (!wanted.contains(resource.logicalId())) {
                leftovers.add(Leftover.removed(previous, resource));
            }
        }
        stack.desired(target);
        stack.status("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", null);
        enter(deletions(previous, leftovers), "", failed -> stack.status("UPDATE_COMPLETE", null));
    }

    void rollbackUpdate(String reason) {
        leftovers.clear();
        stack.status("UPDATE_ROLLBACK_IN_PROGRESS", reason);
        revert(new ArrayList<>(undo.values()));
    }

    /** Ends an update that runs, and rolls it back. */
    void cancel() {
        stop();
        rollbackUpdate("User Initiated");
    }

    /** Ends where it is: another operation takes over. */
    void stop() {
        if (phase != null) {
            phase.cancel();
        }
        phase = null;
    }

    /** Continues a failed rollback. */
    void continueRollback(Set<String> skipped) {
        stack.status("UPDATE_ROLLBACK_IN_PROGRESS", "User Initiated");
        List<RevertStep> open = undo.values().stream()
                .filter(step -> stack.resource(step.logicalId())
                        .filter(resource -> resource.status().equals("UPDATE_COMPLETE"))
                        .isEmpty())
                .map(step -> skipped.contains(step.logicalId()) ? step.skip() : step)
                .toList();
        revert(open);
    }

    private void revert(List<RevertStep> steps) {
        enter(steps, "Resource update cancelled", failed -> {
            if (failed.isEmpty()) {
                cleanUpRollback();
            } else {
                stack.status(
                        "UPDATE_ROLLBACK_FAILED", "The following resource(s) failed to update: " + names(failed) + ".");
            }
        });
    }

    private void cleanUpRollback() {
        stack.status("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", null);
        Desired before = stack.desired();
        Set<String> kept = before == null ? Set.of() : before.logicalIds(account, stack.id());
        for (StackResource resource : stack.resources().values()) {
            if (!kept.contains(resource.logicalId())) {
                leftovers.add(Leftover.rolledBack(target.template(), resource));
            }
        }
        enter(deletions(target.template(), leftovers), "", failed -> stack.status("UPDATE_ROLLBACK_COMPLETE", null));
    }

    void delete(Set<String> retained, String reason) {
        stack.status("DELETE_IN_PROGRESS", reason);
        List<Leftover> all = stack.resources().values().stream()
                .map(resource -> Leftover.removed(target.template(), resource))
                .map(leftover -> retained.contains(leftover.logicalId()) ? leftover.retained() : leftover)
                .toList();
        enter(deletions(target.template(), all), "", failed -> ended(failed, "DELETE_COMPLETE", "DELETE_FAILED"));
    }

    private void ended(Set<String> failed, String good, String bad) {
        if (failed.isEmpty()) {
            stack.status(good, null);
        } else {
            stack.status(bad, "The following resource(s) failed to delete: " + names(failed) + ". ");
        }
    }

    /** Each deletion waits for those of the resources that refer to it. */
    private List<Step> deletions(Template template, List<Leftover> all) {
        List<Step> steps = new ArrayList<>();
        for (Leftover leftover : List.copyOf(all)) {
            Set<String> dependents = all.stream()
                    .map(Leftover::logicalId)
                    .filter(id -> !id.equals(leftover.logicalId()))
                    .filter(id -> template.dependencies(id).contains(leftover.logicalId()))
                    .collect(Collectors.toSet());
            steps.add(new DeleteStep(this, leftover, dependents));
        }
        return steps;
    }

    private void enter(List<? extends Step> steps, String cancelled, Consumer<Set<String>> afterwards) {
        phase = new Phase(steps, cancelled);
        next = afterwards;
    }

    /** One unit of time: steps start and end, or the stack goes on to its next status. */
    void tick() {
        Phase current = phase;
        if (current != null && current.isDone()) {
            phase = null;
            next.accept(new LinkedHashSet<>(current.failed()));
        } else if (current != null) {
            current.tick();
        }
    }

    private static String names(Set<String> ids) {
        return "[" + String.join(", ", ids) + "]";
    }

    /** Keeps what a resource was, in case the update is rolled back. */
    void remember(StackResource resource) {
        undo.putIfAbsent(resource.logicalId(), RevertStep.to(this, resource));
    }

    void leave(Leftover leftover) {
        leftovers.add(leftover);
    }

    JsonNode properties(String logicalId) {
        return stack.resolve(target, target.template().resource(logicalId).path("Properties"));
    }

    Stack stack() {
        return stack;
    }

    Desired target() {
        return target;
    }

    ResourceHandlers handlers() {
        return handlers;
    }

    Script script() {
        return script;
    }

    Instant now() {
        return account.clock().instant();
    }
}
