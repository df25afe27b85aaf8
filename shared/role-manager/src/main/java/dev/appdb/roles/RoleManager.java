package dev.appdb.roles;

import java.util.List;

/** Manages, checks and reports the users, schema, privileges and extensions of one database. */
public final class RoleManager {
    private final DatabaseLogins logins;
    private final Patience patience;

    /** With {@link Patience#standard()}. */
    public RoleManager(DatabaseLogins logins) {
        this(logins, Patience.standard());
    }

    public RoleManager(DatabaseLogins logins, Patience patience) {
        this.logins = logins;
        this.patience = patience;
    }

    /**
     * Makes the database as declared. Safe to repeat, and to run many times at once: a run that finds everything as
     * declared writes nothing.
     *
     * @throws RoleManagerException if the roles, schema and privileges could not be made so; then none of them was
     *     changed
     */
    public ManageReport manage(RoleSpec spec) throws RoleManagerException {
        throw new UnsupportedOperationException(spec + " " + logins + patience);
    }

    /**
     * Looks whether the database is as declared, in a read-only transaction of two round trips; with
     * {@link CheckOptions#probe()} it also tries, and rolls back.
     *
     * @throws RoleManagerException if the database could not be looked at
     */
    public CheckReport check(RoleSpec spec, CheckOptions options) throws RoleManagerException {
        throw new UnsupportedOperationException(spec + " " + options);
    }

    /** The roles as they are. @throws RoleManagerException if the database could not be looked at */
    public RolesReport report(RoleSpec spec) throws RoleManagerException {
        throw new UnsupportedOperationException(spec.toString());
    }

    /** All extensions that this server could give, ordered by name. @throws RoleManagerException as above */
    public List<AvailableExtension> extensions() throws RoleManagerException {
        throw new UnsupportedOperationException();
    }
}
