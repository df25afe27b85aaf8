/** Durable work: what was asked for is done once, by whichever replica is there, and posted at the pace that Slack allows. */
@NullMarked
package dev.appdb.bot.job;

import org.jspecify.annotations.NullMarked;
