/** The bot's state in PostgreSQL: its tables, and the only SQL of the bot. */
@NullMarked
package dev.appdb.bot.store;

import org.jspecify.annotations.NullMarked;
