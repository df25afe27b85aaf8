package dev.appdb.tui;

import java.util.Set;

/**
 * A person's answer to a plan.
 *
 * @param typed the names that were typed correctly
 */
public record PlanConsent(Consent consent, Set<String> typed) {

    public PlanConsent {
        typed = Set.copyOf(typed);
    }
}
