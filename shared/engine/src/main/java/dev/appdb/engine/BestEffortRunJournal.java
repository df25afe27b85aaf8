package dev.appdb.engine;

import dev.appdb.event.RunEvent;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps a run as far as it can be kept. It is for runs that only read: a checkout that can't be written to, or a full disk,
 * keeps nobody from looking.
 */
public final class BestEffortRunJournal implements RunJournal {
    private final RunJournal journal;
    private final Consumer<Failure> trouble;
    private volatile boolean isBroken;

    /** @param trouble gets the first failure to keep an event, after which none is kept any more */
    public BestEffortRunJournal(RunJournal journal, Consumer<Failure> trouble) {
        this.journal = journal;
        this.trouble = trouble;
    }

    @Override
    public void append(RunEvent event) {
        if (isBroken) {
            return;
        }
        try {
            journal.append(event);
        } catch (FailureException e) {
            isBroken = true;
            trouble.accept(e.failure());
        }
    }

    @Override
    public List<RunRecord> runs() throws FailureException {
        return journal.runs();
    }

    @Override
    public Optional<RunRecord> run(String id) throws FailureException {
        return journal.run(id);
    }
}
