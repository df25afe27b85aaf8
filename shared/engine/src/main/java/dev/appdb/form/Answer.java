package dev.appdb.form;

/**
 * An answer and where it comes from.
 *
 * @param source such as {@code --app-name}, {@code infra/app/appdb/dev.json} or {@code you}
 */
public record Answer(String value, String source) {}
