package dev.appdb.bot.policy;

import java.util.List;
import java.util.Optional;

/**
 * The circumstances of a request that count for the decision.
 *
 * @param freeze the freeze that holds for what is asked for
 * @param breakGlassReason the reason that the person gives for going through a freeze and without approvals
 * @param sameDatabase the request for the other environments that lead to the same database: approvals that are needed
 *     there are needed here
 */
public record Situation(Optional<Freeze> freeze, Optional<String> breakGlassReason, List<Ask> sameDatabase) {
    public static final Situation NORMAL = new Situation(Optional.empty(), Optional.empty());

    public Situation {
        sameDatabase = List.copyOf(sameDatabase);
    }

    /** The situation of an environment that has its database to itself. */
    public Situation(Optional<Freeze> freeze, Optional<String> breakGlassReason) {
        this(freeze, breakGlassReason, List.of());
    }
}
