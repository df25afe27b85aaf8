package dev.appdb.roles;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Set;

/** The SQLSTATEs that the role manager knows by name (PostgreSQL documentation, appendix A). */
final class SqlState {
    /** The driver's, too, where the server asks for a password and there is none, or for TLS. */
    static final String REJECTED_CONNECTION = "08004";

    static final String READ_ONLY_SQL_TRANSACTION = "25006";
    static final String INVALID_CATALOG_NAME = "3D000";
    static final String INSUFFICIENT_PRIVILEGE = "42501";
    static final String DUPLICATE_OBJECT = "42710";
    static final String DUPLICATE_SCHEMA = "42P06";
    static final String UNIQUE_VIOLATION = "23505";
    static final String DEPENDENT_OBJECTS_STILL_EXIST = "2BP01";
    static final String SERIALIZATION_FAILURE = "40001";
    static final String DEADLOCK_DETECTED = "40P01";
    static final String LOCK_NOT_AVAILABLE = "55P03";
    static final String QUERY_CANCELED = "57014";
    static final String TOO_MANY_CONNECTIONS = "53300";
    static final String CANNOT_CONNECT_NOW = "57P03";
    static final String INTERNAL_ERROR = "XX000";
    /** The role manager's own: a run was interrupted. */
    static final String INTERRUPTED = "57000";

    private static final Set<String> DUPLICATES = Set.of(UNIQUE_VIOLATION, DUPLICATE_OBJECT, DUPLICATE_SCHEMA);
    private static final Set<String> TRANSIENT = Set.of(DEADLOCK_DETECTED, LOCK_NOT_AVAILABLE, SERIALIZATION_FAILURE);

    private static final String CONNECTION_EXCEPTIONS = "08";
    /** admin_shutdown, crash_shutdown, idle_session_timeout. */
    private static final Set<String> ENDED = Set.of("57P01", "57P02", "57P05");

    private SqlState() {}

    /** The code of an error; XX000 where a driver gives none. */
    static String of(SQLException error) {
        String state = error.getSQLState();
        return state == null ? INTERNAL_ERROR : state;
    }

    /**
     * Returns whether another session was in the way, so that the same transaction may well succeed the next time. Roles belong
     * to the cluster, so runs on two databases meet in pg_authid and pg_auth_members: as a duplicate, or as one of the
     * {@link #isTransient transient} errors.
     */
    static boolean isCollision(SQLException error) {
        return DUPLICATES.contains(of(error)) || isTransient(error);
    }

    /** Returns whether a statement took too long, or waited too long for a lock. */
    static boolean isTimeout(SQLException error) {
        return of(error).equals(LOCK_NOT_AVAILABLE) || of(error).equals(QUERY_CANCELED);
    }

    /**
     * Returns whether it was a matter of time only. "tuple concurrently updated" has no SQLSTATE of its own; internal errors are
     * not translated, so its text can be looked for.
     */
    static boolean isTransient(SQLException error) {
        String state = of(error);
        return TRANSIENT.contains(state)
                || (state.equals(INTERNAL_ERROR)
                        && String.valueOf(error.getMessage()).contains("tuple concurrently"));
    }

    /**
     * Returns whether there is no session any more (class 08, or the server has ended it), so that another one may do. A server
     * that says nothing has been waited for already.
     */
    static boolean isConnectionLost(SQLException error) {
        String state = of(error);
        return (state.startsWith(CONNECTION_EXCEPTIONS) || ENDED.contains(state))
                && !(error.getCause() instanceof SocketTimeoutException);
    }

    /** Returns whether the server has no room for another connection now, or is still starting. */
    static boolean isBusy(SQLException error) {
        String state = of(error);
        return state.equals(TOO_MANY_CONNECTIONS) || state.equals(CANNOT_CONNECT_NOW);
    }
}
