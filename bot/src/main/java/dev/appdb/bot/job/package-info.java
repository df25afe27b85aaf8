/** Durable work: what was asked for is done once, by whichever replica is there, and Slack is told at its own pace. */
@NullMarked
package dev.appdb.bot.job;

import org.jspecify.annotations.NullMarked;
