/**
 * The policy: a file that denies by default, judged as a pure function. Slack can't authorise commands, so the bot
 * does. Times, users, groups and freezes are handed in.
 */
@NullMarked
package dev.appdb.bot.policy;

import org.jspecify.annotations.NullMarked;
