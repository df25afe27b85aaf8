package dev.appdb.bot.store;

import dev.appdb.engine.RunJournal;
import dev.appdb.engine.RunRecord;
import dev.appdb.event.RunEvent;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The engine's journal in the bot's database. */
public final class RunEvents implements RunJournal {
    /** The number of events read; more than anybody reads. */
    private static final int NEWEST = 200;

    private final Store store;
    private final BiConsumer<Transaction, RunEvent> keeping;

    private RunEvents(Store store, BiConsumer<Transaction, RunEvent> keeping) {
        this.store = store;
        this.keeping = keeping;
    }

    /** The journal for a worker that has claimed a run; it refuses events as soon as another worker has the run. */
    public static RunEvents of(Store store, StoredRun claimed) {
        return new RunEvents(store, (transaction, event) -> transaction.events().add(claimed, event));
    }

    /** The journal for what is no run of the bot. */
    public static RunEvents of(Store store) {
        return new RunEvents(store, (transaction, event) -> transaction.events().add(event));
    }

    @Override
    public void append(RunEvent event) throws FailureException {
        try {
            store.perform(transaction -> keeping.accept(transaction, event));
        } catch (StoreException | StaleClaimException e) {
            throw failure("could not write the run's journal", e);
        }
    }

    @Override
    public List<RunRecord> runs() throws FailureException {
        return reading(transaction -> transaction.events().newest(NEWEST));
    }

    @Override
    public Optional<RunRecord> run(String id) throws FailureException {
        return reading(transaction -> transaction.events().one(id)).stream().findFirst();
    }

    private <T> T reading(Function<Transaction, T> work) throws FailureException {
        try {
            return store.within(work);
        } catch (StoreException e) {
            throw failure("could not read the run's journal", e);
        }
    }

    private static FailureException failure(String what, RuntimeException cause) {
        return Failure.failed(
                        "journal",
                        what,
                        String.valueOf(cause.getMessage()),
                        "If another replica has taken over the run, no action is needed. Otherwise check the bot's"
                                + " database.")
                .asException(cause);
    }
}
