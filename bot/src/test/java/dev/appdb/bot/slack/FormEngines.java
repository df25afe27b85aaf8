package dev.appdb.bot.slack;

import dev.appdb.bot.job.EngineOrder;
import dev.appdb.bot.job.EnvironmentEngines;
import dev.appdb.bot.job.PlaceLook;
import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.engine.RunJournal;
import dev.appdb.event.EventSink;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.form.Answers;
import dev.appdb.setting.SetupFacts;
import java.util.Optional;
import java.util.function.Function;

/**
 * Engines for forms alone, whose targets are not there.
 *
 * @param declared the facts that the project declares
 * @param looking what a look at a place finds
 */
record FormEngines(Optional<SetupFacts> declared, Function<Answers, PlaceLook> looking) implements EnvironmentEngines {
    static final FormEngines EMPTY = new FormEngines(Optional.empty(), answers -> PlaceLook.NOTHING);

    @Override
    public OpenEngine open(EngineOrder order, RunJournal journal, EventSink events) throws FailureException {
        throw Failure.failed("unreachable", "could not begin", "its target is not there", "Look.")
                .asException();
    }

    @Override
    public PlaceLook look(EnvironmentConfiguration configuration, Answers answers) {
        return looking.apply(answers);
    }
}
