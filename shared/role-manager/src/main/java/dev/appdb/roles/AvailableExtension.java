package dev.appdb.roles;

import org.jspecify.annotations.Nullable;

/**
 * An extension that this server could give.
 *
 * @param name the extension
 * @param defaultVersion the version that would be installed
 * @param installedVersion the version in this database; null when it is not installed
 * @param schema the schema that it is in; null when it is not installed
 * @param trusted whether a user with CREATE on the database may install it, so that it belongs in migrations
 * @param superuser whether it needs a superuser (or, if trusted, the above)
 * @param creatable whether the master that looked may create it
 * @param comment what it is for, in its author's words
 */
public record AvailableExtension(
        String name,
        String defaultVersion,
        @Nullable String installedVersion,
        @Nullable String schema,
        boolean trusted,
        boolean superuser,
        boolean creatable,
        String comment) {

    /** One of which the server said no more: it decides when it is created. */
    public AvailableExtension(
            String name,
            String defaultVersion,
            @Nullable String installedVersion,
            @Nullable String schema,
            boolean trusted,
            boolean superuser,
            String comment) {
        this(name, defaultVersion, installedVersion, schema, trusted, superuser, true, comment);
    }
}
