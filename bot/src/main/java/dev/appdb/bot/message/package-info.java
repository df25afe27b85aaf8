/**
 * The bot's messages, as Block Kit within Slack's limits. Pure.
 *
 * <p>Nothing from outside is ever parsed by Slack: it stands in {@code rich_text} and {@code plain_text} only, in which a
 * mention, a link or {@code *bold*} stays the text that it is; who is mentioned stands in the policy or the configuration, by
 * id; the fallback text, which Slack does parse, is escaped by {@link dev.appdb.bot.message.SlackText#escape}. The only markup
 * is a moment, which Slack shows in the reader's time zone.
 */
@NullMarked
package dev.appdb.bot.message;

import org.jspecify.annotations.NullMarked;
