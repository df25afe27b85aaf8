package dev.appdb.tui;

import java.util.Set;

/**
 * What a person said to a plan.
 *
 * @param typed the names, of those to be typed, that were typed right
 */
public record PlanConsent(Consent consent, Set<String> typed) {

    public PlanConsent {
        typed = Set.copyOf(typed);
    }
}
