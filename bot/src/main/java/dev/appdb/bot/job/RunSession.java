package dev.appdb.bot.job;

import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.job.EnvironmentEngines.OpenEngine;
import dev.appdb.bot.store.DatabaseKey;
import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.bot.store.RunEvents;
import dev.appdb.bot.store.StaleClaimException;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StoreException;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.bot.store.Transaction;
import dev.appdb.event.RunEvent;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import java.util.Map;
import java.util.Optional;

/** One worker's time with one run: it opens the engine when a step first needs it, and closes it. */
final class RunSession implements AutoCloseable {
    private final Store store;
    private final Jobs jobs;
    private final EnvironmentEngines engines;
    private StoredRun claimed;
    private Optional<OpenEngine> engine = Optional.empty();
    private boolean interrupted = true;

    RunSession(Store store, Jobs jobs, EnvironmentEngines engines, StoredRun claimed) {
        this.store = store;
        this.jobs = jobs;
        this.engines = engines;
        this.claimed = claimed;
    }

    /** The engine, opened now if it is not open. */
    OpenEngine engine() throws FailureException {
        if (engine.isEmpty()) {
            EnvironmentConfiguration configuration = store.within(transaction -> {
                transaction.runs().require(claimed);
                return transaction
                        .configurations()
                        .find(claimed.environment())
                        .orElseGet(() -> new EnvironmentConfiguration(
                                Map.of(),
                                transaction
                                        .configurations()
                                        .files(claimed.environment().app())));
            });
            EngineOrder order = new EngineOrder(
                    claimed.environment(),
                    claimed.asked().command(),
                    claimed.asked().answers(),
                    configuration,
                    claimed.engineRun());
            engine = Optional.of(engines.open(order, RunEvents.of(store, claimed), this::show));
            OpenEngine opened = engine.get();
            DatabaseKey database = opened.database().identifiedBy(opened.run().databaseIdentity());
            claimed =
                    store.within(transaction -> begun(transaction, opened.run().id(), database));
        }
        return engine.get();
    }

    /** A setup leads elsewhere only once it is approved and configured. */
    private StoredRun begun(Transaction transaction, String engineRun, DatabaseKey database) {
        if (!claimed.asked().command().equals(CommandName.SETUP.words())) {
            transaction.databases().put(claimed.environment(), database);
        }
        return transaction.runs().engineRun(claimed, engineRun, database);
    }

    /** The session's run came to an end or to a wait, rather than being handed over. */
    void completed() {
        interrupted = false;
    }

    /** Closes the engine's run: the next step opens another one. */
    void closeEngine() {
        if (engine.isPresent()) {
            OpenEngine open = engine.get();
            engine = Optional.empty();
            if (interrupted) {
                open.run()
                        .fail(Failure.interrupted(
                                "the run was interrupted",
                                "its replica stopped",
                                "No action needed: another replica continues it."));
            }
            open.close();
        }
    }

    @Override
    public void close() {
        closeEngine();
    }

    /** A sink must not throw: the next event, and the step's end, show what this one could not. */
    private void show(RunEvent event) {
        try {
            store.perform(
                    transaction -> jobs.show(transaction, transaction.runs().require(claimed), false));
            jobs.wake();
        } catch (StoreException | StaleClaimException shownLater) {
            return;
        }
    }
}
