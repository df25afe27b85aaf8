package dev.appdb.bot.message;

import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.event.RunEvent;
import dev.appdb.event.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The progress of a run, computed from its events. */
public final class RunProgress {
    private final RunEvent.RunStarted started;
    private final Map<Step, StepState> steps = new LinkedHashMap<>();
    private final Map<String, RunEvent.ResourceProgressed> resources = new LinkedHashMap<>();
    private final List<RunEvent.Noted> warnings = new ArrayList<>();
    private int planned;
    private String plan = "";
    private Optional<RunEvent.RolesChecked> checked = Optional.empty();
    private Optional<RunEvent.RunFinished> finished = Optional.empty();

    private RunProgress(RunEvent.RunStarted started) {
        this.started = started;
    }

    /**
     * One step.
     *
     * @param took empty while it is under way, and when it did not end
     */
    record StepState(boolean over, boolean changed, String summary, Optional<Duration> took) {}

    /**
     * Folds a run.
     *
     * @param events all there are, in their order, the first of which is its beginning
     * @throws IllegalArgumentException if they do not begin with it
     */
    public static RunProgress of(List<RunEvent> events) {
        if (events.isEmpty() || !(events.get(0) instanceof RunEvent.RunStarted first)) {
            throw new IllegalArgumentException("a run's events begin with its beginning");
        }
        RunProgress progress = new RunProgress(first);
        events.forEach(progress::take);
        return progress;
    }

    private void take(RunEvent event) {
        if (event instanceof RunEvent.StepStarted step) {
            steps.put(step.step(), new StepState(false, false, "", Optional.empty()));
        } else if (event instanceof RunEvent.StepFinished step) {
            steps.put(step.step(), new StepState(true, step.changed(), step.summary(), Optional.of(step.took())));
        } else if (event instanceof RunEvent.PlanMade made) {
            planned = made.plan().changes().size();
            plan = made.plan().summary();
        } else if (event instanceof RunEvent.ResourceProgressed resource) {
            resources.put(resource.type() + "\n" + resource.name(), resource);
        } else if (event instanceof RunEvent.Noted noted && noted.level() == Level.WARNING) {
            warnings.add(noted);
        } else if (event instanceof RunEvent.RolesChecked roles) {
            checked = Optional.of(roles);
        } else if (event instanceof RunEvent.RunFinished end) {
            finished = Optional.of(end);
        }
    }

    RunEvent.RunStarted started() {
        return started;
    }

    public String cluster() {
        return started.app() + "-" + started.environment();
    }

    /** The place of the step that began last: {@code 2 of 4}; empty before the first, and where there is only one. */
    Optional<String> position() {
        return steps.keySet().stream().reduce((earlier, later) -> later).flatMap(started::position);
    }

    /** The steps that have begun, in their order. */
    Map<Step, StepState> steps() {
        return steps;
    }

    List<RunEvent.Noted> warnings() {
        return warnings;
    }

    Optional<RunEvent.RolesChecked> checked() {
        return checked;
    }

    /** The end of the run; empty while it is under way. */
    public Optional<RunEvent.RunFinished> finished() {
        return finished;
    }

    /** {@code 3 of 12 resources, now AWS::RDS::DBCluster shop-prod}; empty before the first. */
    String resourceLine() {
        if (resources.isEmpty()) {
            return "";
        }
        long complete = resources.values().stream()
                .filter(each -> each.state() == ResourceState.COMPLETE)
                .count();
        List<String> now = resources.values().stream()
                .filter(each -> each.state() == ResourceState.IN_PROGRESS)
                .map(each ->
                        each.type() + " " + each.name() + (each.detail().isBlank() ? "" : " (" + each.detail() + ")"))
                .limit(3)
                .toList();
        return complete + " of " + Math.max(planned, resources.size()) + " resources"
                + (now.isEmpty() || finished.isPresent() ? "" : ", now " + String.join(", ", now));
    }

    /** The plan in short; empty before there is one. */
    String plan() {
        return plan;
    }

    /** The failed resources, each with the reason that its target gives. */
    List<String> failedResources() {
        return resources.values().stream()
                .filter(each -> each.state() == ResourceState.FAILED)
                .map(each -> each.type() + " " + each.name() + ": " + each.detail())
                .toList();
    }
}
