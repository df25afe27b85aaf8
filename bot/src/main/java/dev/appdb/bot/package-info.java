/** The Slack bot, put together: its configuration, its ways in from Slack, its health, and its start and stop. */
@NullMarked
package dev.appdb.bot;

import org.jspecify.annotations.NullMarked;
