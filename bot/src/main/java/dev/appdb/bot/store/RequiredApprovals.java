package dev.appdb.bot.store;

import java.util.Set;

/**
 * The approvals that a rule of the policy asks for.
 *
 * @param rule the rule's name; empty for a run of before the rules were kept
 * @param needed how many people have to approve
 * @param from the ids of the users and groups who may
 */
public record RequiredApprovals(String rule, int needed, Set<String> from) {

    public RequiredApprovals {
        from = Set.copyOf(from);
    }
}
