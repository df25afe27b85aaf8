package dev.appdb.bot.policy;

import java.time.Instant;

/**
 * An approval that was given.
 *
 * @param user the approver's id
 * @param plan the id of the plan that the approver saw
 */
public record Approval(String user, String plan, Instant at) {}
