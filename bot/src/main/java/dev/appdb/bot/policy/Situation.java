package dev.appdb.bot.policy;

import java.util.Optional;

/**
 * The circumstances of a request that count for the decision.
 *
 * @param freeze the freeze that holds for what is asked for
 * @param breakGlassReason the reason that the person gives for going through a freeze and without approvals
 */
public record Situation(Optional<Freeze> freeze, Optional<String> breakGlassReason) {
    public static final Situation NORMAL = new Situation(Optional.empty(), Optional.empty());
}
