package dev.appdb.engine;

import dev.appdb.event.EventHeader;
import dev.appdb.event.EventSink;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.event.RunEvent;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.request.DatabaseRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Numbers and times the events of one run, and hands each first to the journal and then to the front end. */
final class RunStream implements Progress {
    private final String runId;
    private final RunJournal journal;
    private final EventSink frontEnd;
    private final Clock clock;
    private final Instant begun;
    private volatile Duration waited = Duration.ZERO;
    private long sequence;
    private boolean ended;

    RunStream(String runId, RunJournal journal, EventSink frontEnd, Clock clock) {
        this.runId = runId;
        this.journal = journal;
        this.frontEnd = frontEnd;
        this.clock = clock;
        this.begun = clock.instant();
    }

    String runId() {
        return runId;
    }

    Instant now() {
        return clock.instant();
    }

    /** The time that the run has taken so far, without that in which it waited for people. */
    Duration sinceBegun() {
        return Duration.between(begun, clock.instant()).minus(waited);
    }

    /** The answer of people, for which the run waits. */
    <T> T awaiting(Answering<T> answering) throws FailureException {
        Instant asked = clock.instant();
        try {
            return answering.answer();
        } finally {
            waited = waited.plus(Duration.between(asked, clock.instant()));
        }
    }

    /** A question to people, who answer it or refuse. */
    interface Answering<T> {
        T answer() throws FailureException;
    }

    /** The first event: if it can't be kept the run does not begin. */
    void started(Procedure procedure, DatabaseRequest request, Map<String, String> answers, Optional<String> resumes)
            throws FailureException {
        RunEvent event = new RunEvent.RunStarted(
                nextHeader(),
                procedure.command(),
                request.app().value(),
                request.environment().value(),
                request.target().toString(),
                answers,
                resumes,
                procedure.reported());
        journal.append(event);
        frontEnd.accept(event);
    }

    /** The last event. What an interrupted step still says is left out. */
    synchronized void ended(Function<EventHeader, RunEvent> event) {
        emit(event);
        ended = true;
    }

    /** A later event: a journal that can no longer be written is said once a run, and does not stop the work. */
    synchronized void emit(Function<EventHeader, RunEvent> event) {
        if (ended) {
            return;
        }
        RunEvent made = event.apply(nextHeader());
        try {
            journal.append(made);
        } catch (FailureException e) {
            frontEnd.accept(new RunEvent.Noted(
                    nextHeader(),
                    Level.WARNING,
                    e.failure().problem(),
                    e.failure().remedy()));
        }
        frontEnd.accept(made);
    }

    private synchronized EventHeader nextHeader() {
        sequence++;
        return new EventHeader(runId, sequence, clock.instant());
    }

    @Override
    public void resource(String type, String name, ResourceState state, String detail) {
        emit(header -> new RunEvent.ResourceProgressed(header, type, name, state, detail));
    }

    @Override
    public void note(Level level, String text) {
        note(level, text, Remedy.NONE);
    }

    @Override
    public void note(Level level, String text, Remedy remedy) {
        emit(header -> new RunEvent.Noted(header, level, text, remedy));
    }
}
