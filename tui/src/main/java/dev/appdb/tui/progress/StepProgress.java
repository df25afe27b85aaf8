package dev.appdb.tui.progress;

import dev.appdb.event.RunResult;
import dev.appdb.event.Step;
import java.time.Duration;
import java.time.Instant;

/**
 * Where one step of a run is.
 *
 * @param took meaningful once it has ended
 * @param summary what it came to so far, without its duration; may be empty
 */
record StepProgress(Step step, State state, Instant began, Duration took, String summary) {

    /** Where a step is. */
    enum State {
        IN_PROGRESS("in progress"),
        DONE("done"),
        /** Done, and what it looked at is not all as it should be. */
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

        /** How a step ends that is at work when its run ends. */
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
