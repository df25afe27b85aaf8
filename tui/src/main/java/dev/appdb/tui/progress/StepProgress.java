package dev.appdb.tui.progress;

import dev.appdb.event.RunResult;
import dev.appdb.event.Step;
import java.time.Duration;
import java.time.Instant;

/**
 * The progress of one step of a run.
 *
 * @param took meaningful once it has ended
 * @param summary the result so far, without the duration; may be empty
 */
record StepProgress(Step step, State state, Instant began, Duration took, String summary) {

    /** The state of a step. */
    enum State {
        IN_PROGRESS("in progress"),
        DONE("done"),
        /** Done, and the check found problems. */
        FOUND("problems found"),
        UNCHANGED("unchanged"),
        FAILED("failed"),
        REFUSED("refused"),
        INTERRUPTED("interrupted");

        private final String words;

        State(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        /** The final state of a step that is in progress when its run ends. */
        static State of(RunResult result) {
            return switch (result) {
                case DONE -> DONE;
                case FOUND -> FOUND;
                case FAILED -> FAILED;
                case REFUSED -> REFUSED;
                case INTERRUPTED -> INTERRUPTED;
            };
        }
    }

    static StepProgress begun(Step step, Instant at) {
        return new StepProgress(step, State.IN_PROGRESS, at, Duration.ZERO, "");
    }

    boolean isRunning() {
        return state == State.IN_PROGRESS;
    }

    StepProgress withSummary(String more) {
        return more.isBlank() ? this : new StepProgress(step, state, began, took, more);
    }

    StepProgress ended(State finalState, Duration duration) {
        return new StepProgress(step, finalState, began, duration, summary);
    }
}
