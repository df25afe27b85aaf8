package dev.appdb.bot.job;

import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.engine.Procedure;
import java.util.Map;
import java.util.Optional;

/**
 * The request for an engine.
 *
 * @param command such as {@code roles check}
 * @param answers what was asked for now, by question id or flag; wins over what is remembered
 * @param configuration what is remembered of the environment
 * @param resumes the engine's run that is gone on with
 */
public record EngineOrder(
        EnvironmentKey environment,
        String command,
        Map<String, String> answers,
        EnvironmentConfiguration configuration,
        Optional<String> resumes) {

    public EngineOrder {
        answers = Map.copyOf(answers);
    }

    /** The procedure that it is for. */
    public Procedure procedure() {
        return RunProcedure.of(command, answers);
    }
}
