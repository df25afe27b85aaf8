package dev.appdb.roles;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.roles.Repair.Statement;
import java.sql.SQLException;

/** Turns an SQL error into what failed, why, and what to do about it. */
final class Failures {
    private static final String LOOK_AT_THE_LOG =
            "Look at the server's log for the reason. Nothing was left half done.";

    private static final Remedy IN_THE_WAY = Remedy.of(
            "Another session was in the way for too long: look for it with SELECT * FROM pg_stat_activity"
                    + " WHERE wait_event_type = 'Lock'; and then run {} again.",
            Remedy.AGAIN);

    private static final Remedy STARTING =
            Remedy.of("The server takes no connection now: run {} again in a minute.", Remedy.AGAIN);

    /** Some connections are reserved for superusers, and on Amazon RDS for rds_superuser. */
    private static final Remedy FULL = Remedy.of(
            "Run {} again in a minute. If it stays so: SELECT usename, state, count(*) FROM pg_stat_activity GROUP BY 1, 2;"
                    + " shows who has the connections; raise the CONNECTION LIMIT of the database or the user that is named,"
                    + " or the server's max_connections.",
            Remedy.AGAIN);

    private Failures() {}

    static FailureException of(String what, SQLException error) {
        if (error instanceof BlockedException blocked) {
            return blocked(what, blocked);
        }
        return RoleManagerFailure.of(what, why(error), remedy(error), SqlState.of(error), error);
    }

    private static FailureException blocked(String what, BlockedException error) {
        LockWait wait = error.lockWait();
        Remedy remedy = Remedy.of("Wait until that session ends, or end it.");
        for (LockWait.Blocker blocker : wait.blockers()) {
            remedy = remedy.and(
                    Remedy.sql("the master or a superuser", "SELECT pg_terminate_backend(" + blocker.pid() + ");"));
        }
        return RoleManagerFailure.of(
                what,
                "it waited too long for a lock that another session holds: " + wait.names(),
                remedy.and("Then run {} again; {--lock-timeout} lets it wait longer.", Remedy.AGAIN),
                SqlState.of(error),
                error);
    }

    /** The same for one statement: which one it was stands in the reason. */
    static FailureException of(String what, Statement statement, SQLException error) {
        Remedy remedy = SqlState.of(error).equals(SqlState.INSUFFICIENT_PRIVILEGE)
                ? Remedy.of("{}; then run {} again.", new Remedy.Sql("a superuser", statement.sql()), Remedy.AGAIN)
                : remedy(error);
        return RoleManagerFailure.of(
                what, why(error) + " (statement: " + statement.sql() + ")", remedy, SqlState.of(error), error);
    }

    /** The server's message in one line, without the driver's "ERROR:". */
    static String why(SQLException error) {
        String message = String.valueOf(error.getMessage()).strip().replaceAll("\\s*\\n\\s*", "; ");
        return message.startsWith("ERROR: ") ? message.substring("ERROR: ".length()) : message;
    }

    private static Remedy remedy(SQLException error) {
        String state = SqlState.of(error);
        if (TransactionTimer.isOutOfTime(error)) {
            return Remedy.of(
                    "Run {} again: what was not committed was rolled back. Where it is too slow each time, give the"
                            + " function a longer timeout.",
                    Remedy.AGAIN);
        }
        if (SqlState.isCollision(error)) {
            return IN_THE_WAY;
        }
        if (state.equals(SqlState.QUERY_CANCELED)) {
            return IN_THE_WAY.and(
                    "If it came at once, a statement_timeout of the master or of the database is too short:"
                            + " look for it in SELECT * FROM pg_db_role_setting; and reset it.");
        }
        if (SqlState.isBusy(error)) {
            return state.equals(SqlState.TOO_MANY_CONNECTIONS) ? FULL : STARTING;
        }
        if (state.equals(SqlState.INVALID_CATALOG_NAME)) {
            return Remedy.of("Create the database first, or name another one.");
        }
        if (state.equals(SqlState.READ_ONLY_SQL_TRANSACTION)) {
            return Remedy.of("Name the writer's address, not a reader's.");
        }
        if (state.equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
            return Remedy.of("Log in as a master that owns the database, or as a superuser.");
        }
        if (state.startsWith("28")) {
            return Remedy.of("Check the user's name, its password and the server's pg_hba.conf or IAM policy.");
        }
        if (state.equals(SqlState.REJECTED_CONNECTION)) {
            return Remedy.of(
                    "Check the user, its password (a password file; in a terminal also PGPASSWORD) and the TLS that the server asks for.");
        }
        if (state.startsWith("08")) {
            return Remedy.of("Check that the server is up and reachable from here, and that its address is right.");
        }
        return Remedy.of(LOOK_AT_THE_LOG);
    }
}
