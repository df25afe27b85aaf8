package dev.appdb.bot.job;

import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.bot.store.RunChange;
import java.util.Optional;

/**
 * The outcome of a step, before it is stored.
 *
 * @param result as JSON; empty where there is nothing to keep
 * @param configuration what is to be remembered of the environment from now on
 * @param needsNewEngine whether the engine's run that it was done with can't be gone on with
 */
record StepOutcome(
        RunChange change,
        Optional<String> result,
        Optional<EnvironmentConfiguration> configuration,
        boolean needsNewEngine) {

    static StepOutcome of(RunChange change, String result) {
        return new StepOutcome(change, Optional.of(result), Optional.empty(), false);
    }

    static StepOutcome withoutResult(RunChange change) {
        return new StepOutcome(change, Optional.empty(), Optional.empty(), false);
    }

    StepOutcome remembering(EnvironmentConfiguration remembered) {
        return new StepOutcome(change, result, Optional.of(remembered), needsNewEngine);
    }

    StepOutcome withNewEngine() {
        return new StepOutcome(change, result, configuration, true);
    }
}
