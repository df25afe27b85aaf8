package dev.appdb.engine;

import dev.appdb.event.RunEvent;
import dev.appdb.failure.FailureException;
import java.util.List;
import java.util.Optional;

/** Keeps the events of runs, so that an interrupted one can be seen and gone on with. */
public interface RunJournal {
    /** Keeps nothing: for a run that only reads. */
    RunJournal NONE = new RunJournal() {
        @Override
        public void append(RunEvent event) {
            // not kept
        }

        @Override
        public List<RunRecord> runs() {
            return List.of();
        }

        @Override
        public Optional<RunRecord> run(String id) {
            return Optional.empty();
        }
    };

    /**
     * Adds a run's next event; it is kept when this returns, whatever happens to the process afterwards.
     *
     * @throws FailureException if it can't be kept
     */
    void append(RunEvent event) throws FailureException;

    /** The runs there are, newest first; what can't be read is left out. */
    List<RunRecord> runs() throws FailureException;

    /** One run, by its id. */
    Optional<RunRecord> run(String id) throws FailureException;
}
