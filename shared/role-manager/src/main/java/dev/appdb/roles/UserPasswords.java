package dev.appdb.roles;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The passwords of the users, and of people with temporary access, kept by whoever uses the role manager. They are for servers
 * without rds_iam. The role manager never sees one: it gets verifiers and connections.
 */
public interface UserPasswords {

    /** Returns whether a user that the role manager creates gets a password. */
    boolean areForNewUsers();

    /**
     * The SCRAM-SHA-256 verifier of a user that is being created, or let in for a while, as {@code pg_authid.rolpassword} has it (RFC 5802, RFC
     * 7677). The password itself is kept before this returns, whatever becomes of the transaction; called again, it is the
     * same password.
     *
     * @throws FailureException if it can't be kept
     */
    Secret newVerifier(String user) throws FailureException;

    /**
     * A new login to the managed database with the password that is kept; whoever asks closes it.
     *
     * @return nothing where none is kept
     * @throws SQLException if the server refuses it
     * @throws FailureException if what is kept can't be read
     */
    Optional<Connection> logIn(String user) throws SQLException, FailureException;

    /** Forgets what is kept of a user that is no more. */
    void forget(String user) throws FailureException;

    /** The command that replaces a user's password. */
    Remedy.Command rotation(String user);
}
