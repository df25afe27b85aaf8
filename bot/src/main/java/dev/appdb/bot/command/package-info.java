/** What people type after {@code /appdb}, as values: the commands there are, and what is wrong or missing. Pure. */
@NullMarked
package dev.appdb.bot.command;

import org.jspecify.annotations.NullMarked;
