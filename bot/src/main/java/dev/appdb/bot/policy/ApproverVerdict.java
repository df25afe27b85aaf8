package dev.appdb.bot.policy;

/**
 * Whether somebody's approval counts.
 *
 * @param why for the person, a sentence without a full stop
 */
public record ApproverVerdict(boolean may, String why) {}
