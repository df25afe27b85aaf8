/**
 * A Slack on loopback for tests and for trying the bot: Web API, Socket Mode, signed HTTP deliveries, and a page that
 * shows a channel. It is built from Slack's documentation, is stricter than it is complete, and is not Slack.
 */
@NullMarked
package dev.appdb.bot.demo;

import org.jspecify.annotations.NullMarked;
