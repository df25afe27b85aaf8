package dev.appdb.form;

/**
 * Something missing or wrong in an input.
 *
 * @param flag the flag that answers it, such as {@code --app-name}
 * @param text what is missing or wrong, without the flag and without a full stop
 */
public record Problem(String flag, String text) {}
