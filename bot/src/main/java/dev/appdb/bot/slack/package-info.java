/** Slack: its Web API, Socket Mode and signed HTTP requests, and the handler that turns requests into durable jobs. */
@NullMarked
package dev.appdb.bot.slack;

import org.jspecify.annotations.NullMarked;
