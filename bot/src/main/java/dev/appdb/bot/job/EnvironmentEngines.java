package dev.appdb.bot.job;

import dev.appdb.bot.store.DatabaseKey;
import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.engine.Run;
import dev.appdb.engine.RunJournal;
import dev.appdb.event.EventSink;
import dev.appdb.failure.FailureException;
import dev.appdb.form.Answers;
import dev.appdb.project.FileChange;
import dev.appdb.setting.SetupFacts;
import java.util.List;
import java.util.Optional;

/** Opens the engine for one environment, over the project's files as the bot has them stored. */
@FunctionalInterface
public interface EnvironmentEngines {

    /**
     * Begins a run of the engine.
     *
     * @param journal keeps its events
     * @param events receives each of them as well
     * @throws FailureException if what is remembered and was answered makes no database request, or nothing can begin
     */
    OpenEngine open(EngineOrder order, RunJournal journal, EventSink events) throws FailureException;

    /** The facts that the project itself declares, such as a database's version; empty without a project. */
    default Optional<SetupFacts> declared() {
        return Optional.empty();
    }

    /**
     * Looks at the place that the answers of a setup name, as far as they name one: at the project's files, at a server, at an
     * account. Takes its time, and asks for no password. Engines of which nothing is known look at nothing.
     *
     * @param configuration of the environment, as it is remembered
     */
    default PlaceLook look(EnvironmentConfiguration configuration, Answers answers) {
        return PlaceLook.NOTHING;
    }

    /** A run of the engine over one project. Closing it closes the run. */
    interface OpenEngine extends AutoCloseable {

        Run run();

        /** The database that it is about. */
        DatabaseKey database();

        /** The file changes that {@code configure} would write, with nothing changed. */
        List<FileChange> changes() throws FailureException;

        /** The sources of the values and the warnings that belong to the files, to be read before approving. */
        List<String> notes() throws FailureException;

        /** The configuration to remember, with what has been configured since. */
        EnvironmentConfiguration configuration() throws FailureException;

        @Override
        void close();
    }
}
