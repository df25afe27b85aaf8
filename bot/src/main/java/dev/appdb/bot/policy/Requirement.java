package dev.appdb.bot.policy;

/**
 * The approvals that one rule asks for. Somebody who is among the people of several rules counts for each of them.
 *
 * @param rule the rule's name
 * @param needed how many people have to approve, the requester never being one of them
 * @param from who may
 */
public record Requirement(String rule, int needed, People from) {

    /** {@code 2 approvals}. */
    String count() {
        return needed + (needed == 1 ? " approval" : " approvals");
    }
}
