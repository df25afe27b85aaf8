package dev.appdb.bot.job;

import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.engine.DriftReport;
import dev.appdb.engine.Run;
import dev.appdb.engine.RunJournal;
import dev.appdb.engine.TargetStatus;
import dev.appdb.event.EventSink;
import dev.appdb.failure.FailureException;
import dev.appdb.project.FileChange;
import dev.appdb.roles.AvailableExtension;
import java.util.List;
import java.util.SortedMap;

/** Where the bot gets the engine for one environment: over a scratch folder with the project's remembered files. */
@FunctionalInterface
public interface EnvironmentEngines {

    /**
     * Begins a run of the engine.
     *
     * @param journal keeps its events
     * @param events is told of each as well
     * @throws FailureException if what is remembered and was answered makes no database request, or nothing can begin
     */
    OpenEngine open(EngineOrder order, RunJournal journal, EventSink events) throws FailureException;

    /** An engine's run with its surroundings. Closing it closes the run and removes the scratch folder. */
    interface OpenEngine extends AutoCloseable {

        Run run();

        /** What {@code configure} would write, with nothing changed. */
        List<FileChange> changes() throws FailureException;

        /** What is to be remembered, with what has been configured since. */
        EnvironmentConfiguration configuration() throws FailureException;

        TargetStatus status() throws FailureException;

        DriftReport drift() throws FailureException;

        /** What the server offers; empty where there is no server yet. */
        List<AvailableExtension> extensions() throws FailureException;

        /** What the project declares: name to on or off. */
        SortedMap<String, Boolean> declaredExtensions() throws FailureException;

        @Override
        void close();
    }
}
