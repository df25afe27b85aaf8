/** Forms as Slack's modals, and back: the same questions that the terminal asks. Pure. */
@NullMarked
package dev.appdb.bot.modal;

import org.jspecify.annotations.NullMarked;
