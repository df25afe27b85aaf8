package dev.appdb.engine;

import dev.appdb.event.RunEvent;
import dev.appdb.event.Step;
import java.util.List;
import java.util.Optional;

/** One run as the journal has it. */
public record RunRecord(String id, RunEvent.RunStarted started, List<RunEvent> events) {

    public RunRecord {
        events = List.copyOf(events);
    }

    /** Its end; empty while it is under way, and always if its process was killed. */
    public Optional<RunEvent.RunFinished> finished() {
        RunEvent last = events.get(events.size() - 1);
        return last instanceof RunEvent.RunFinished finished ? Optional.of(finished) : Optional.empty();
    }

    /** The step that ended well last. */
    Optional<Step> finishedStep() {
        return events.stream()
                .filter(RunEvent.StepFinished.class::isInstance)
                .map(event -> ((RunEvent.StepFinished) event).step())
                .reduce((before, after) -> after);
    }

    /** The step that began last, if it did not end well. */
    public Optional<Step> unfinishedStep() {
        Optional<Step> last = Optional.empty();
        for (RunEvent event : events) {
            if (event instanceof RunEvent.StepStarted started) {
                last = Optional.of(started.step());
            } else if (event instanceof RunEvent.StepFinished) {
                last = Optional.empty();
            }
        }
        return last;
    }
}
