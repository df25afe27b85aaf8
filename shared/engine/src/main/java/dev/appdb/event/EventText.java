package dev.appdb.event;

import dev.appdb.failure.Dialect;
import dev.appdb.request.PrintableLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events of one run as lines for a person: the terminal's, {@code runs show}'s and any log's. Give it the events
 * in their order: how long a resource takes is counted from the first event that names it, by the events' own times.
 * The lines fit any width, and are printable, without a line break in them.
 */
public final class EventText {
    private final Dialect dialect;
    private final Map<String, Instant> resourceStarts = new HashMap<>();
    private Optional<RunEvent.RunStarted> run = Optional.empty();
    private Optional<CheckCounts> checks = Optional.empty();

    /** For a command line. */
    public EventText() {
        this(Dialect.COMMAND_LINE);
    }

    /** @param dialect how the remedies are written */
    public EventText(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The next event as lines, at least one. A plan is only summed up. */
    public List<String> lines(RunEvent event) {
        return text(event).stream().map(PrintableLine::of).toList();
    }

    private List<String> text(RunEvent event) {
        // instanceof rather than switch: patterns in switch are Java 21
        if (event instanceof RunEvent.RunStarted started) {
            run = Optional.of(started);
            return List.of(started(started));
        } else if (event instanceof RunEvent.StepStarted step) {
            return List.of(step.step().title() + position(step.step()));
        } else if (event instanceof RunEvent.FileWritten file) {
            return indented("wrote " + file.path() + " (" + file.purpose() + ")");
        } else if (event instanceof RunEvent.PlanMade made) {
            return indented("Plan: " + made.plan().summary());
        } else if (event instanceof RunEvent.ResourceProgressed resource) {
            return indented(resource(resource));
        } else if (event instanceof RunEvent.Noted noted) {
            return indented(noted(noted));
        } else if (event instanceof RunEvent.RolesUpdated updated) {
            return roles(updated);
        } else if (event instanceof RunEvent.RolesChecked checked) {
            CheckCounts counts = CheckCounts.of(checked);
            checks = Optional.of(counts);
            return indented(counts.verdict());
        } else if (event instanceof RunEvent.StepFinished finished) {
            return indented(finished(finished));
        } else if (event instanceof RunEvent.RunFinished finished) {
            return List.of(finished(finished));
        }
        throw new AssertionError("an event without lines: " + event);
    }

    private String started(RunEvent.RunStarted event) {
        String resumes = event.resumes().map(run -> ", continuing run " + run).orElse("");
        return event.command() + " of " + event.app() + "-" + event.environment() + " on target "
                + event.target() + " (run " + event.header().runId() + ")"
                + resumes;
    }

    private String position(Step step) {
        return run.flatMap(started -> started.position(step))
                .map(position -> " (" + position + ")")
                .orElse("");
    }

    private String resource(RunEvent.ResourceProgressed event) {
        Instant since = resourceStarts.computeIfAbsent(
                event.type() + "\n" + event.name(), name -> event.header().at());
        String after =
                " after " + Elapsed.text(Duration.between(since, event.header().at()));
        String state = switch (event.state()) {
            case IN_PROGRESS -> "in progress";
            case COMPLETE -> "complete" + after;
            case FAILED -> "failed" + after;
        };
        if (event.state() != ResourceState.IN_PROGRESS) {
            resourceStarts.remove(event.type() + "\n" + event.name());
        }
        String detail = event.detail().isBlank() ? "" : ": " + event.detail();
        return event.type() + " " + event.name() + " " + state + detail;
    }

    private String noted(RunEvent.Noted event) {
        String text = event.sentence(dialect);
        return event.level() == Level.WARNING ? "Warning: " + text : "Note: " + text;
    }

    private List<String> roles(RunEvent.RolesUpdated event) {
        if (event.changes().isEmpty()) {
            return indented("Roles: nothing to change");
        }
        List<String> lines = new ArrayList<>();
        lines.add("  Roles: " + event.changes().size() + (event.changes().size() == 1 ? " change" : " changes"));
        event.changes().forEach(change -> lines.add("    " + change));
        return lines;
    }

    private static String finished(RunEvent.StepFinished event) {
        String took = Elapsed.text(event.took());
        boolean onlyLooks = event.step() == Step.PLAN || event.step() == Step.CHECK_ROLES;
        if (event.changed() || onlyLooks) {
            return (event.summary().isBlank() ? "done" : event.summary()) + " in " + took;
        }
        return "unchanged in " + took + (event.summary().isBlank() ? "" : ": " + event.summary());
    }

    private String finished(RunEvent.RunFinished event) {
        String took = Elapsed.text(event.took());
        String how = switch (event.result()) {
            case DONE -> "done in " + took;
            case FOUND -> checks.map(CheckCounts::failures).orElse("problems found") + " (" + took + ")";
            case FAILED -> "failed after " + took;
            case REFUSED -> "refused after " + took;
            case INTERRUPTED -> "interrupted after " + took;
        };
        return how + event.failure().map(why -> ": " + why.sentence(dialect)).orElse("");
    }

    private static List<String> indented(String line) {
        return List.of("  " + line);
    }
}
