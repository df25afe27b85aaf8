package dev.appdb.roles;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The role manager's way to the database. Whoever uses the role manager supplies it, and so decides on host, TLS and
 * credentials.
 *
 * <p>Each call gives a connection to the database that the {@link RoleSpec} names, with auto-commit on; the role manager
 * closes it.
 */
public interface DatabaseLogins {

    /**
     * A connection as the master user: a superuser, or one with CREATEROLE that owns the database.
     *
     * @throws SQLException if the login does not succeed
     */
    Connection asMaster() throws SQLException;

    /**
     * A connection as the migrator, used only where the master may not act as the migrator (PostgreSQL 16 and newer,
     * when somebody else has created that user).
     *
     * @return nothing where no such login is offered
     * @throws SQLException if it is offered and does not succeed
     */
    default Optional<Connection> asMigrator() throws SQLException {
        return Optional.empty();
    }

    /**
     * The passwords of the users, for a server without rds_iam.
     *
     * @return nothing where nobody keeps them
     */
    default Optional<UserPasswords> passwords() {
        return Optional.empty();
    }
}
