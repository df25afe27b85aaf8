/** Slack: the Bolt app whose listeners turn requests into durable jobs, its receivers over Socket Mode and HTTP, and the Web API. */
@NullMarked
package dev.appdb.bot.slack;

import org.jspecify.annotations.NullMarked;
