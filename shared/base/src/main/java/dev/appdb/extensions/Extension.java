package dev.appdb.extensions;

/**
 * An extension of PostgreSQL.
 *
 * @param name as {@code CREATE EXTENSION} takes it
 * @param permission who may create it on Amazon RDS and on the local server that is shaped like it
 * @param isPreloaded whether it can't be created, or does nothing, unless the server loaded the library of that name at
 *     its start
 * @param inPostgres the majors whose own distribution has it
 * @param onRds the majors of Amazon RDS and Aurora that have it
 * @param description what it is, a phrase
 */
public record Extension(
        String name, Permission permission, boolean isPreloaded, Majors inPostgres, Majors onRds, String description) {

    /** The users who may create an extension. */
    public enum Permission {
        /** Whoever may create in the database: the application's own migrations can. */
        TRUSTED,
        /** The master user of Amazon RDS. */
        RDS_SUPERUSER,
        /** A superuser, which nobody is on Amazon RDS. */
        SUPERUSER
    }
}
