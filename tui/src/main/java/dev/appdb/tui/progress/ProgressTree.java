package dev.appdb.tui.progress;

import dev.appdb.event.CheckCounts;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.event.RunEvent;
import dev.appdb.event.Step;
import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;

/**
 * A run as a tree: its steps, and the resources under the step that applies the plan. Immutable, and made from the run's
 * events alone, so that it is the same during the run and when the journal is read later. It may begin with any event.
 */
public final class ProgressTree {
    /** The tree before the first event. */
    public static final ProgressTree EMPTY = new ProgressTree();

    /** The time after which the signs of what is running look otherwise. */
    public static final Duration FRAME = Duration.ofMillis(125);

    static final long FRAMES_A_SECOND = Duration.ofSeconds(1).dividedBy(FRAME);

    private static final int KEPT_NOTES = 3;

    private final Optional<RunEvent.RunStarted> started;
    private final Optional<Instant> began;
    private final Optional<Plan> plan;
    private final Optional<RunEvent.RolesChecked> checks;
    private final Map<Step, StepProgress> steps;
    private final List<ResourceProgress> resources;
    private final List<RunEvent.Noted> notes;
    private final Optional<RunEvent.RunFinished> finished;

    private ProgressTree() {
        started = Optional.empty();
        began = Optional.empty();
        plan = Optional.empty();
        checks = Optional.empty();
        steps = Map.of();
        resources = List.of();
        notes = List.of();
        finished = Optional.empty();
    }

    private ProgressTree(ProgressTree before, RunEvent event) {
        started = event instanceof RunEvent.RunStarted start ? Optional.of(start) : before.started;
        began = before.began.or(() -> Optional.of(event.header().at()));
        plan = event instanceof RunEvent.PlanMade made ? Optional.of(made.plan()) : before.plan;
        checks = event instanceof RunEvent.RolesChecked checked ? Optional.of(checked) : before.checks;
        steps = Collections.unmodifiableMap(steps(before.steps, checks, event));
        resources = List.copyOf(resources(before.resources, event));
        notes = event instanceof RunEvent.Noted noted ? notes(before.notes, noted) : before.notes;
        finished = event instanceof RunEvent.RunFinished end ? Optional.of(end) : before.finished;
    }

    /** The tree after the run's next event. */
    public ProgressTree with(RunEvent event) {
        return new ProgressTree(this, event);
    }

    /**
     * The tree as lines. Where not all fit, complete and waiting ones are hidden first, and a line counts the hidden ones.
     *
     * @param now the end of the durations of running steps and resources
     * @param waited the time of it in which the run waited for people, which its own duration does not count
     * @param width in columns; no line is wider
     * @param height the maximum number of lines
     */
    public List<AttributedString> lines(
            Instant now, Duration waited, int width, int height, TerminalCapabilities capabilities) {
        return new ProgressPage(this, now, waited, width, capabilities).lines(height);
    }

    /** The place of the step that began last among those of the run: {@code 3 of 5}; empty where that is not known. */
    public Optional<String> position() {
        Optional<Step> last = steps.keySet().stream().reduce((before, after) -> after);
        return last.flatMap(step -> started.flatMap(start -> start.position(step)));
    }

    /** The run's last event, which says how it ended; empty while it is running. */
    public Optional<RunEvent.RunFinished> ending() {
        return finished;
    }

    /** The result of the roles check, once there is one. */
    Optional<RunEvent.RolesChecked> checks() {
        return checks;
    }

    Optional<RunEvent.RunStarted> started() {
        return started;
    }

    /** The time of the first event. */
    Optional<Instant> began() {
        return began;
    }

    List<RunEvent.Noted> notes() {
        return notes;
    }

    /** The steps that have begun, in that order. */
    List<StepProgress> steps() {
        return List.copyOf(steps.values());
    }

    /** The steps of the run that have not begun. */
    List<Step> pendingSteps() {
        return started.stream()
                .flatMap(start -> start.steps().stream())
                .filter(step -> !steps.containsKey(step))
                .toList();
    }

    /** The step that the resources belong to. */
    Step resourceStep() {
        return steps.containsKey(Step.DESTROY) ? Step.DESTROY : Step.APPLY;
    }

    List<ResourceProgress> resources() {
        return resources;
    }

    /** The planned changes without an event so far; none once their step has ended well. */
    List<ResourceChange> pendingResources() {
        StepProgress step = steps.get(resourceStep());
        boolean over = step != null
                && (step.state() == StepProgress.State.DONE || step.state() == StepProgress.State.UNCHANGED);
        return over || step == null
                ? List.of()
                : changes()
                        .filter(change ->
                                resources.stream().noneMatch(resource -> resource.is(change.type(), change.name())))
                        .toList();
    }

    /** The usual durations of the slow resources that are being or will be created; in that order, each once. */
    List<UsualDuration> slowestPath() {
        if (finished.isPresent() || hasFailed()) {
            return List.of();
        }
        Stream<String> now = resources.stream()
                .filter(resource -> resource.state() == ResourceState.IN_PROGRESS
                        && changes().anyMatch(change -> resource.is(change.type(), change.name()) && creates(change)))
                .map(ResourceProgress::type);
        Stream<String> later =
                pendingResources().stream().filter(ProgressTree::creates).map(ResourceChange::type);
        return Stream.concat(now, later)
                .flatMap(type -> UsualDuration.of(type).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns true if a resource has failed; no other is begun after that. */
    boolean hasFailed() {
        return resources.stream().anyMatch(resource -> resource.failure().isPresent());
    }

    private static boolean creates(ResourceChange change) {
        return change.action() == Action.ADD || change.action() == Action.REPLACE;
    }

    private Stream<ResourceChange> changes() {
        return plan.stream().flatMap(made -> made.changes().stream());
    }

    private static Map<Step, StepProgress> steps(
            Map<Step, StepProgress> before, Optional<RunEvent.RolesChecked> checks, RunEvent event) {
        Instant at = event.header().at();
        Map<Step, StepProgress> steps = new LinkedHashMap<>(before);
        if (event instanceof RunEvent.StepStarted start) {
            // A step that fails has no last event of its own.
            endRunningSteps(steps, StepProgress.State.FAILED, at);
            steps.remove(start.step());
            steps.put(start.step(), StepProgress.begun(start.step(), at));
        } else if (event instanceof RunEvent.PlanMade made) {
            steps.computeIfPresent(
                    Step.PLAN, (step, now) -> now.withSummary(made.plan().summary()));
        } else if (event instanceof RunEvent.RolesChecked checked) {
            steps.computeIfPresent(
                    Step.CHECK_ROLES,
                    (step, now) -> now.withSummary(CheckCounts.of(checked).words()));
        } else if (event instanceof RunEvent.StepFinished end) {
            steps.computeIfPresent(
                    end.step(), (step, now) -> now.withSummary(end.summary()).ended(state(end, checks), end.took()));
        } else if (event instanceof RunEvent.RunFinished end) {
            endRunningSteps(steps, StepProgress.State.of(end.result()), at);
        }
        return steps;
    }

    private static StepProgress.State state(RunEvent.StepFinished end, Optional<RunEvent.RolesChecked> checks) {
        return switch (end.step()) {
            case PLAN -> StepProgress.State.DONE;
            case CHECK_ROLES ->
                checks.filter(check -> check.failed() > 0).isPresent()
                        ? StepProgress.State.FOUND
                        : StepProgress.State.DONE;
            default -> end.changed() ? StepProgress.State.DONE : StepProgress.State.UNCHANGED;
        };
    }

    private static void endRunningSteps(Map<Step, StepProgress> steps, StepProgress.State state, Instant at) {
        steps.replaceAll((step, now) -> now.isRunning() ? now.ended(state, Duration.between(now.began(), at)) : now);
    }

    private static List<ResourceProgress> resources(List<ResourceProgress> before, RunEvent event) {
        if (event instanceof RunEvent.StepStarted start
                && (start.step() == Step.APPLY || start.step() == Step.DESTROY)) {
            return List.of();
        }
        if (!(event instanceof RunEvent.ResourceProgressed progressed)) {
            return before;
        }
        List<ResourceProgress> resources = new ArrayList<>(before);
        for (int i = 0; i < resources.size(); i++) {
            if (resources.get(i).is(progressed.type(), progressed.name())) {
                resources.set(i, resources.get(i).then(progressed));
                return resources;
            }
        }
        resources.add(ResourceProgress.first(progressed));
        return resources;
    }

    /** The last few; a note does not push a warning out. */
    private static List<RunEvent.Noted> notes(List<RunEvent.Noted> before, RunEvent.Noted noted) {
        List<RunEvent.Noted> notes = new ArrayList<>(before);
        notes.add(noted);
        if (notes.size() > KEPT_NOTES) {
            notes.remove(notes.stream()
                    .filter(note -> note.level() != Level.WARNING)
                    .findFirst()
                    .orElse(notes.get(0)));
        }
        return List.copyOf(notes);
    }
}
