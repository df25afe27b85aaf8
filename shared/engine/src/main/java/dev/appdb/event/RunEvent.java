package dev.appdb.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.appdb.failure.Dialect;
import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import dev.appdb.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One thing that happened in a run. Terminal lines, JSON lines, chat messages and the journal all render these. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RunEvent.RunStarted.class, name = "run_started"),
    @JsonSubTypes.Type(value = RunEvent.StepStarted.class, name = "step_started"),
    @JsonSubTypes.Type(value = RunEvent.FileWritten.class, name = "file_written"),
    @JsonSubTypes.Type(value = RunEvent.PlanMade.class, name = "plan_made"),
    @JsonSubTypes.Type(value = RunEvent.ResourceProgressed.class, name = "resource_progressed"),
    @JsonSubTypes.Type(value = RunEvent.Noted.class, name = "noted"),
    @JsonSubTypes.Type(value = RunEvent.RolesUpdated.class, name = "roles_updated"),
    @JsonSubTypes.Type(value = RunEvent.RolesChecked.class, name = "roles_checked"),
    @JsonSubTypes.Type(value = RunEvent.StepFinished.class, name = "step_finished"),
    @JsonSubTypes.Type(value = RunEvent.RunFinished.class, name = "run_finished"),
})
public sealed interface RunEvent {

    EventHeader header();

    /**
     * A run began.
     *
     * @param command the command that began it, such as {@code setup}
     * @param answers the answers by question id, enough to begin the same run again; never a secret
     * @param resumes the interrupted run that this one goes on with
     * @param steps all that the run is going to report, in their order; none if they are not known, as in journals of
     *     earlier versions
     */
    record RunStarted(
            EventHeader header,
            String command,
            String app,
            String environment,
            String target,
            Map<String, String> answers,
            Optional<String> resumes,
            List<Step> steps)
            implements RunEvent {
        @SuppressWarnings("ConstantValue") // null where the field is missing in JSON
        public RunStarted {
            answers = Map.copyOf(answers);
            steps = steps == null ? List.of() : List.copyOf(steps);
        }

        /** The place of a step among several: {@code 2 of 5}; empty if it is the only one, or not known. */
        public Optional<String> position(Step step) {
            int index = steps.indexOf(step);
            return steps.size() > 1 && index >= 0 ? Optional.of(index + 1 + " of " + steps.size()) : Optional.empty();
        }
    }

    /** A step began. */
    record StepStarted(EventHeader header, Step step) implements RunEvent {}

    /**
     * A file of the project was written.
     *
     * @param path relative to the project's folder
     */
    record FileWritten(EventHeader header, String path, String purpose) implements RunEvent {}

    /** A plan was made, and nothing changed by it. */
    record PlanMade(EventHeader header, Plan plan) implements RunEvent {}

    /** A resource of the plan being applied moved on. */
    record ResourceProgressed(EventHeader header, String type, String name, ResourceState state, String detail)
            implements RunEvent {}

    /**
     * Something that the person should know.
     *
     * @param remedy the way out, where there is one
     */
    record Noted(
            EventHeader header,
            Level level,
            String text,
            @JsonProperty("remedies") Remedy remedy) implements RunEvent {
        /** Earlier versions wrote no remedies, and the text said it all. */
        @SuppressWarnings("ConstantValue") // null where the field is missing in JSON
        public Noted {
            remedy = remedy == null ? Remedy.NONE : remedy;
        }

        public Noted(EventHeader header, Level level, String text) {
            this(header, level, text, Remedy.NONE);
        }

        /** Text and remedy, for a person at a command line. */
        public String sentence() {
            return sentence(Dialect.COMMAND_LINE);
        }

        /** Text and remedy, as a front end writes them. */
        public String sentence(Dialect dialect) {
            return remedy.isEmpty() ? text : text + " " + remedy.in(dialect);
        }

        /** The same note with another remedy. */
        public Noted with(Remedy other) {
            return new Noted(header, level, text, other);
        }
    }

    /**
     * The role manager was invoked to manage.
     *
     * @param changes what it changed, a sentence each; empty when all was as declared
     */
    record RolesUpdated(EventHeader header, List<String> changes) implements RunEvent {
        public RolesUpdated {
            changes = List.copyOf(changes);
        }
    }

    /**
     * The role manager was invoked to check.
     *
     * @param failedChecks the ids of the failed checks
     */
    record RolesChecked(
            EventHeader header, int passed, int failed, int unknown, int notApplicable, List<String> failedChecks)
            implements RunEvent {
        public RolesChecked {
            failedChecks = List.copyOf(failedChecks);
        }
    }

    /** A step ended well. */
    record StepFinished(EventHeader header, Step step, boolean changed, String summary, Duration took)
            implements RunEvent {}

    /**
     * The run's last event.
     *
     * @param failure why, unless all was done
     */
    record RunFinished(EventHeader header, RunResult result, Optional<Failure> failure, Duration took)
            implements RunEvent {}
}
