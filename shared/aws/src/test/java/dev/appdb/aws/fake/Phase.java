package dev.appdb.aws.fake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Steps that run side by side, each after those it waits for. */
final class Phase {
    private final List<Step> waiting;
    private final Map<Step, Integer> running = new LinkedHashMap<>();
    private final Set<String> failed = new LinkedHashSet<>();
    private final boolean stopsAtFailure;
    private final String cancelled;

    /**
     * A phase.
     *
     * @param cancelled what steps that run are told when another fails; empty when they go on
     */
    Phase(List<? extends Step> steps, String cancelled) {
        waiting = new ArrayList<>(steps);
        this.cancelled = cancelled;
        stopsAtFailure = !cancelled.isEmpty();
    }

    boolean isDone() {
        return running.isEmpty() && (waiting.isEmpty() || (!failed.isEmpty() && ready().isEmpty()));
    }

    /** The logical ids that failed by themselves, in that order. */
    Set<String> failed() {
        return failed;
    }

    void tick() {
        for (Step step : ready()) {
            waiting.remove(step);
            start(step);
        }
        for (Step step : new ArrayList<>(running.keySet())) {
            int left = running.getOrDefault(step, 1) - 1;
            running.put(step, left);
            if (left <= 0) {
                running.remove(step);
                finish(step);
            } else {
                goOn(step, left);
            }
        }
        if (stopsAtFailure && !failed.isEmpty()) {
            cancel();
        }
    }

    private List<Step> ready() {
        if (stopsAtFailure && !failed.isEmpty()) {
            return List.of();
        }
        Set<String> open = new HashSet<>(failed);
        waiting.forEach(step -> open.add(step.logicalId()));
        running.keySet().forEach(step -> open.add(step.logicalId()));
        return waiting.stream()
                .filter(step -> step.after().stream().noneMatch(open::contains))
                .toList();
    }

    private void start(Step step) {
        try {
            int ticks = step.start();
            if (ticks > 0) {
                // one more: a step that starts in this tick is seen in progress before it ends
                running.put(step, ticks + 1);
            }
        } catch (ResourceFailure e) {
            fail(step, e.reason());
        }
    }

    private void goOn(Step step, int left) {
        try {
            step.goesOn(left);
        } catch (ResourceFailure e) {
            running.remove(step);
            fail(step, e.reason());
        }
    }

    private void finish(Step step) {
        try {
            step.finish();
        } catch (ResourceFailure e) {
            fail(step, e.reason());
        }
    }

    private void fail(Step step, String reason) {
        failed.add(step.logicalId());
        step.fail(reason);
    }

    /** Ends every step that runs or waits, as when another failed or the caller asked. */
    void cancel() {
        for (Iterator<Step> steps = running.keySet().iterator(); steps.hasNext(); ) {
            steps.next().fail(cancelled);
            steps.remove();
        }
        waiting.clear();
    }
}
