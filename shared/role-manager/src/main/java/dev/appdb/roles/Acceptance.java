package dev.appdb.roles;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sorts out of what one rule finds that which is declared as expected, and keeps the reasons for the report. An expected group,
 * that is a role without LOGIN, covers its members; an expected user covers nobody else, since who may act as it is a finding
 * of its own.
 */
final class Acceptance {
    private final Situation situation;
    private final Set<String> reasons = new LinkedHashSet<>();
    private final Set<String> covered = new LinkedHashSet<>();
    private final List<Expectation> open = new ArrayList<>();

    Acceptance(Situation situation) {
        this.situation = situation;
    }

    /** Returns whether it is expected of the role; otherwise the report offers to declare it. */
    boolean covers(String role, May what) {
        Optional<Expectation> declared = situation
                .spec()
                .expected()
                .allowing(what)
                .filter(each -> each.role().equals(role) || isMember(role, each.role()))
                .findFirst();
        if (declared.isEmpty()) {
            open.add(Expectation.ofRole(role, Set.of(what), "REASON"));
            return false;
        }
        covered.add(role);
        reasons.add(role + " " + what.words() + because(declared.get()));
        return true;
    }

    /** Returns whether the schema is expected; otherwise the report offers to declare it. */
    boolean coversSchema(String schema, String what) {
        Optional<Expectation> declared = situation.spec().expected().ofSchema(schema);
        if (declared.isEmpty()) {
            open.add(Expectation.ofSchema(schema, "REASON"));
            return false;
        }
        reasons.add(what + because(declared.get()));
        return true;
    }

    /** The roles of which something was accepted; whoever may act as one of them without being expected does so through it. */
    Set<String> roles() {
        return Set.copyOf(covered);
    }

    private boolean isMember(String role, String group) {
        return situation.now().role(group).filter(found -> !found.canLogin()).isPresent()
                && situation.now().memberships().rolesThatReach(group).contains(role);
    }

    private static String because(Expectation declared) {
        return declared.why().isEmpty() ? "" : " (" + declared.why() + ")";
    }

    /** Those of whom it is not expected. */
    List<String> unexpected(Collection<String> roles, May what) {
        return roles.stream().filter(role -> !covers(role, what)).toList();
    }

    /** The finding with what was accepted, and with what could be declared. */
    Observation on(Observation observation) {
        return observation.accepting(String.join("; ", reasons), observation.isFailed() ? open : List.of());
    }
}
