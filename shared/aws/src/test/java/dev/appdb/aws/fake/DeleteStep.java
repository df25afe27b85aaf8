package dev.appdb.aws.fake;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deletes a leftover, or reports that it is kept. */
record DeleteStep(StackRun run, Leftover leftover, Set<String> after) implements Step {

    @Override
    public String logicalId() {
        return leftover.logicalId();
    }

    @Override
    public int start() {
        if (leftover.physicalId().isEmpty()) {
            forget();
            return 0;
        }
        if (leftover.isKept()) {
            tell("DELETE_SKIPPED", null);
            forget();
            return 0;
        }
        tell("DELETE_IN_PROGRESS", null);
        int usual = run.script().ticks(logicalId(), leftover.type());
        return run.handlers()
                .deletionTicks(leftover.type(), leftover.physicalId().get(), usual);
    }

    @Override
    public void finish() throws ResourceFailure {
        run.script().check(logicalId(), Script.Verb.DELETE);
        run.handlers()
                .delete(
                        leftover.type(),
                        leftover.physicalId().orElse(""),
                        leftover.policy().equals("Snapshot"));
        tell("DELETE_COMPLETE", null);
        forget();
    }

    @Override
    public void fail(String reason) {
        tell("DELETE_FAILED", reason);
    }

    private void tell(String status, @Nullable String reason) {
        Stack stack = run.stack();
        if (isCurrent()) {
            stack.status(stack.resource(logicalId()).orElseThrow(), status, reason);
        } else {
            stack.event(logicalId(), leftover.physicalId().orElse(null), leftover.type(), status, reason, null);
        }
    }

    /** Returns true if the resource is still the one of its logical id, and not one that was replaced. */
    private boolean isCurrent() {
        return run.stack()
                .resource(logicalId())
                .filter(resource -> leftover.physicalId()
                        .map(id -> id.equals(resource.physicalId()))
                        .orElse(true))
                .isPresent();
    }

    private void forget() {
        if (isCurrent()) {
            run.stack().resources().remove(logicalId());
        }
    }
}
