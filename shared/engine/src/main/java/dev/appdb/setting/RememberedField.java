package dev.appdb.setting;

/**
 * The place of a setting in {@code infra/<APP>/appdb/<ENV>.json}.
 *
 * @param path the names of its objects and its own, separated by dots: {@code aurora.readers}
 * @param json how the value is written
 * @param presence when it is written
 */
public record RememberedField(String path, Json json, Presence presence) {

    /** The JSON types. */
    public enum Json {
        TEXT("a text in quotes"),
        NUMBER("a number"),
        WHOLE_NUMBER("a whole number"),
        BOOLEAN("true or false"),
        LIST("a list in brackets");

        private final String description;

        Json(String description) {
            this.description = description;
        }

        public String description() {
            return description;
        }
    }

    /** The condition on which a field is written. */
    public enum Presence {
        /** Whenever its object is; one without it is not understood. */
        REQUIRED,
        /** Whenever there is a value, since a default may change. */
        ALWAYS,
        UNLESS_DEFAULT
    }

    /** The name of the object that it stands in; empty at the top. */
    public String object() {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The first name of its path. */
    public String top() {
        return object().isEmpty() ? path : object();
    }
}
