package dev.appdb.bot.job;

import dev.appdb.form.Refusal;
import dev.appdb.roles.AvailableExtension;
import java.util.List;
import java.util.Optional;

/**
 * The result of a look at the place that a form's answers name, as the wizard makes it between its questions.
 *
 * @param refusal the reason why the answers can't stand; empty where they can
 * @param extensions the extensions that an existing server has; empty where none was asked
 * @param unknownBucket the reason why the bucket has to be asked for; empty where it has not
 */
public record PlaceLook(
        Optional<Refusal> refusal, Optional<List<AvailableExtension>> extensions, Optional<String> unknownBucket) {
    /** Nothing that stands against the answers, and nothing else. */
    public static final PlaceLook NOTHING = new PlaceLook(Optional.empty(), Optional.empty(), Optional.empty());
}
