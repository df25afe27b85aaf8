package dev.appdb.form;

/**
 * An answer and where it comes from.
 *
 * @param source such as {@code --app-name}, {@code infra/app/appdb/dev.json} or {@code you}
 */
public record Answer(String value, String source) {
    private static final String DEFAULT = "default";

    /** The default of a question whatever the project says. */
    public static Answer byDefault(String value) {
        return new Answer(value, DEFAULT);
    }

    public boolean isDefault() {
        return source.equals(DEFAULT);
    }
}
