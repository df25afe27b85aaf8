package dev.appdb.bot.policy;

import java.time.Duration;

/**
 * A rule that asks for others' approval.
 *
 * @param rule what it is about; its people are those who may approve
 * @param needed how many of them, other than the requester
 * @param expireAfter how long after the request
 */
record ApprovalRule(Rule rule, int needed, Duration expireAfter) {

    Requirement requirement() {
        return new Requirement(rule.name(), needed, rule.people());
    }
}
