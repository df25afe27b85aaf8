package dev.appdb.bot.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The policy's answer to an {@link Ask}. */
public sealed interface Decision {

    /**
     * The reason, a sentence without a full stop. It contains text from the policy file and from people: escape it.
     */
    String why();

    /** The name of the rule that decided; empty where it is that no rule allows it, or a freeze. */
    Optional<String> rule();

    /**
     * No.
     *
     * @param contact whom to ask, as the policy file says
     * @param mayDoIt those whom a rule would let do it here
     */
    record Denied(String why, String contact, People mayDoIt) implements Decision {
        @Override
        public Optional<String> rule() {
            return Optional.empty();
        }
    }

    /**
     * Yes, at once.
     *
     * @param brokeGlass the reason, where a freeze or approvals were passed over for it
     */
    record Allowed(String why, Optional<String> rule, Optional<String> brokeGlass) implements Decision {}

    /**
     * Yes, once others have approved exactly what is planned.
     *
     * @param requirements what each rule asks for; all have to be met
     * @param expireAfter how long after the request nothing can be approved or done any more
     */
    record NeedsApprovals(List<Requirement> requirements, Duration expireAfter, String why, Optional<String> rule)
            implements Decision {

        public NeedsApprovals {
            requirements = List.copyOf(requirements);
        }
    }
}
