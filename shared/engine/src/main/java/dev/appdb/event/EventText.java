package dev.appdb.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of one run as lines for a person: the terminal's, {@code runs show}'s and any log's. Give it the events
 * in their order: how long a resource takes is counted from the first event that names it, by the events' own times.
 * The lines fit any width, need no colour to be understood, and have no line break in them.
 */
public final class EventText {
    private final TextStyle style;
    private final Map<String, Instant> resourceStarts = new HashMap<>();

    public EventText(TextStyle style) {
        this.style = style;
    }

    /** The next event as lines, at least one. A plan is only summed up. */
    public List<String> lines(RunEvent event) {
        // instanceof rather than switch: patterns in switch are Java 21
        if (event instanceof RunEvent.RunStarted started) {
            return List.of(started(started));
        } else if (event instanceof RunEvent.StepStarted step) {
            return List.of(style.heading(step.step().title()));
        } else if (event instanceof RunEvent.FileWritten file) {
            return indented("wrote " + style.data(file.path()) + " (" + style.data(file.purpose()) + ")");
        } else if (event instanceof RunEvent.PlanMade made) {
            return indented("plan: " + style.data(made.plan().summary()));
        } else if (event instanceof RunEvent.ResourceProgressed resource) {
            return indented(resource(resource));
        } else if (event instanceof RunEvent.Noted noted) {
            return indented(noted(noted));
        } else if (event instanceof RunEvent.RolesUpdated updated) {
            return roles(updated);
        } else if (event instanceof RunEvent.RolesChecked checked) {
            return indented(CheckCounts.of(checked).verdict(style));
        } else if (event instanceof RunEvent.StepFinished finished) {
            return indented(finished(finished));
        } else if (event instanceof RunEvent.RunFinished finished) {
            return List.of(finished(finished));
        }
        throw new AssertionError("an event without lines: " + event);
    }

    private String started(RunEvent.RunStarted event) {
        String resumes = event.resumes()
                .map(run -> ", going on with run " + style.data(run))
                .orElse("");
        return style.data(event.command() + " of " + event.app() + "-" + event.environment() + " on target "
                        + event.target() + " (run " + event.header().runId() + ")")
                + resumes;
    }

    private String resource(RunEvent.ResourceProgressed event) {
        Instant since = resourceStarts.computeIfAbsent(
                event.type() + "\n" + event.name(), name -> event.header().at());
        String after =
                " after " + Elapsed.text(Duration.between(since, event.header().at()));
        String state = switch (event.state()) {
            case IN_PROGRESS -> "in progress";
            case COMPLETE -> style.good("complete") + after;
            case FAILED -> style.bad("failed") + after;
        };
        if (event.state() != ResourceState.IN_PROGRESS) {
            resourceStarts.remove(event.type() + "\n" + event.name());
        }
        String detail = event.detail().isBlank() ? "" : ": " + style.data(event.detail());
        return style.data(event.type() + " " + event.name()) + " " + state + detail;
    }

    private String noted(RunEvent.Noted event) {
        String text = style.data(event.sentence());
        return event.level() == Level.WARNING ? style.warning("warning: ") + text : "note: " + text;
    }

    private List<String> roles(RunEvent.RolesUpdated event) {
        if (event.changes().isEmpty()) {
            return indented("roles: nothing to change");
        }
        List<String> lines = new ArrayList<>();
        lines.add("  roles: " + event.changes().size() + (event.changes().size() == 1 ? " change" : " changes"));
        event.changes().forEach(change -> lines.add("    " + style.data(change)));
        return lines;
    }

    private String finished(RunEvent.StepFinished event) {
        boolean onlyLooks = event.step() == Step.PLAN || event.step() == Step.CHECK_ROLES;
        String how = event.changed() || onlyLooks ? style.good("done") : "unchanged";
        String summary = event.summary().isBlank() ? "" : ": " + style.data(event.summary());
        return how + " in " + Elapsed.text(event.took()) + summary;
    }

    private String finished(RunEvent.RunFinished event) {
        String took = Elapsed.text(event.took());
        String how = switch (event.result()) {
            case DONE -> style.good("done") + " in " + took;
            case FOUND -> style.warning("done, and the check found something,") + " in " + took;
            case FAILED -> style.bad("failed") + " after " + took;
            case REFUSED -> style.warning("refused") + " after " + took;
            case INTERRUPTED -> style.warning("interrupted") + " after " + took;
        };
        return how
                + event.failure().map(why -> ": " + style.data(why.sentence())).orElse("");
    }

    private static List<String> indented(String line) {
        return List.of("  " + line);
    }
}
