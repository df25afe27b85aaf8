package dev.appdb.form;

/**
 * One of the values that a question offers.
 *
 * @param value what is answered
 * @param label what is shown beside it; may be empty
 */
public record Choice(String value, String label) {}
