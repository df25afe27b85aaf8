package dev.appdb.form;

/**
 * An answer and where it comes from.
 *
 * @param source such as {@code --app-name}, {@code infra/app/appdb/dev.json} or {@code you}
 */
public record Answer(String value, String source) {
    /** The source of what a person has typed or chosen. */
    public static final String YOU = "you";

    private static final String DEFAULT = "default";

    /** The default of a question whatever the project says. */
    public static Answer byDefault(String value) {
        return new Answer(value, DEFAULT);
    }

    public boolean isDefault() {
        return source.equals(DEFAULT);
    }
}
