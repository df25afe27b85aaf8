package dev.appdb.bot.policy;

/**
 * The verdict on a person's approval.
 *
 * @param why for the person, a sentence without a full stop
 */
public record ApproverVerdict(boolean may, String why) {}
