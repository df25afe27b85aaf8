package dev.appdb.bot.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs that were asked for and need nobody's approval. */
public final class NewRuns {
    private NewRuns() {}

    /** @param origin the delivery or schedule that it comes from */
    public static NewRun asked(String origin, String command, EnvironmentKey environment, String requester) {
        return new NewRun(
                origin,
                command,
                command + " " + environment.app() + " " + environment.environment(),
                environment,
                requester,
                "C1",
                false,
                Optional.empty(),
                Map.of(),
                Set.of(),
                Optional.empty(),
                List.of(),
                Set.of(),
                Duration.ofHours(1));
    }
}
