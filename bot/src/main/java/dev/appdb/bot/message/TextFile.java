package dev.appdb.bot.message;

/**
 * A text that is too long for messages, or meant to be kept.
 *
 * @param name such as {@code roles-check-shop-prod.txt}
 * @param title what it is, for people
 */
public record TextFile(String name, String title, String content) {}
