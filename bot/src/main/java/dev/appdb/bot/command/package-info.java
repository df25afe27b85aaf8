/**
 * The commands typed after {@code /appdb}, as values: the commands there are, and the parsing of typed text with all
 * of its problems. Pure.
 */
@NullMarked
package dev.appdb.bot.command;

import org.jspecify.annotations.NullMarked;
