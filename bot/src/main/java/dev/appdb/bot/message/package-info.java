/**
 * The bot's messages, as Block Kit within Slack's limits. Pure.
 *
 * <p>Nothing here is ever parsed by Slack: blocks hold {@code rich_text} and {@code plain_text} only, in which a mention,
 * a link or {@code *bold*} from somebody's data stays the text that it is; who is mentioned stands in the policy, by id; the fallback text, which Slack does parse, is
 * escaped by {@link dev.appdb.bot.message.SlackText#escape}.
 */
@NullMarked
package dev.appdb.bot.message;

import org.jspecify.annotations.NullMarked;
