package dev.appdb.roles;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** One connection's transactions: their time limits, the lock between runs, and trying again after a collision. */
final class Transactions implements AutoCloseable {
    /** "appdbrol" in ASCII: the advisory lock that runs on one database take in turn. */
    static final long LOCK_KEY = 0x6170706462726f6cL;

    private final Login login;
    private final TransactionPolicy policy;
    private Connection connection;
    private boolean isUsed;

    private Transactions(Login login, Connection connection, TransactionPolicy policy) {
        this.login = login;
        this.connection = connection;
        this.policy = policy;
    }

    /** Logs in; where the server is busy or still starting, again after a pause. */
    static Transactions open(Login login, TransactionPolicy policy) throws SQLException, FailureException {
        for (int failures = 1; ; failures++) {
            try {
                return new Transactions(login, login.connect(), policy);
            } catch (SQLException e) {
                if (!SqlState.isBusy(e) || failures >= policy.retries().attempts()) {
                    throw e;
                }
                pause(policy, failures);
            }
        }
    }

    /** Over a connection that is there already. */
    static Transactions over(Connection connection, TransactionPolicy policy) {
        return new Transactions(() -> connection, connection, policy);
    }

    /**
     * Looks at the catalogs in a read-only transaction, in one round trip: BEGIN and COMMIT travel with the SELECTs
     * (left to the driver, each would be one of its own).
     */
    CatalogSnapshot look(RoleSpec spec) throws SQLException {
        return look(spec, CatalogReader::look);
    }

    /** The same by another role than the master; by the master where that is empty. */
    CatalogSnapshot lookInPlaceOf(Optional<String> master, RoleSpec spec) throws SQLException {
        return look(
                spec,
                (session, declared, before, after) ->
                        CatalogReader.lookInPlaceOf(master, session, declared, before, after));
    }

    /** The same, with everything that the server knows of every extension. */
    CatalogSnapshot lookAtExtensions(RoleSpec spec) throws SQLException {
        return look(spec, CatalogReader::lookAtExtensions);
    }

    private CatalogSnapshot look(RoleSpec spec, Look look) throws SQLException {
        try {
            return lookOnce(spec, look);
        } catch (SQLException e) {
            if (isUsed || !SqlState.isConnectionLost(e)) {
                throw e;
            }
        }
        logInAgain();
        return lookOnce(spec, look);
    }

    /** A session that was kept from an earlier use may have been ended by the server. */
    private void logInAgain() throws SQLException {
        connection.close();
        connection = login.connect();
    }

    private CatalogSnapshot lookOnce(RoleSpec spec, Look look) throws SQLException {
        connection.setAutoCommit(true);
        try {
            CatalogSnapshot seen = lookInTime(spec, look);
            isUsed = true;
            return seen;
        } catch (SQLException | RuntimeException e) {
            endAfter(e);
            throw e;
        }
    }

    private CatalogSnapshot lookInTime(RoleSpec spec, Look look) throws SQLException {
        try (TransactionTimer timer = TransactionTimer.over(connection, policy)) {
            try {
                return look.at(
                        connection,
                        spec,
                        "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY; " + settings() + lockTimeout(),
                        "; COMMIT");
            } catch (SQLException e) {
                throw timer.explained(e);
            }
        }
    }

    /** Keeps the first error, which is the one that counts. The driver knows nothing of the transaction. */
    private void endAfter(Exception error) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException second) {
            error.addSuppressed(second);
        }
    }

    /** Looks for longer than one round trip, in one read-only transaction in which nothing changes meanwhile. */
    <T> T read(Work<T> work) throws SQLException, FailureException {
        return inTransaction("REPEATABLE READ, READ ONLY; " + settings() + lockTimeout(), work, false);
    }

    /**
     * Works alone on this database, in one transaction that is committed at the end; begun again after a collision with
     * a run on another database of the cluster, or with anybody else, but not after a wait for a lock that was too long. The
     * lock between runs is waited for under the statement's
     * timeout only, since lock_timeout would cancel that wait too; from then on lock_timeout holds.
     */
    <T> T write(Work<T> work) throws SQLException, FailureException {
        return repeat(work, true);
    }

    /** Works in one transaction that is rolled back at the end, whatever comes of it. */
    <T> T tryOut(Work<T> work) throws SQLException, FailureException {
        return repeat(work, false);
    }

    private <T> T repeat(Work<T> work, boolean keep) throws SQLException, FailureException {
        for (int failures = 1; ; failures++) {
            try {
                return once(work, keep);
            } catch (SQLException e) {
                boolean isWorthAnotherTry = SqlState.isCollision(e)
                        && !SqlState.of(e).equals(SqlState.LOCK_NOT_AVAILABLE)
                        && failures < policy.retries().attempts();
                if (!isWorthAnotherTry) {
                    throw e;
                }
            }
            pause(policy, failures);
        }
    }

    private <T> T once(Work<T> work, boolean keep) throws SQLException, FailureException {
        String begin = "READ COMMITTED, READ WRITE; " + settings();
        return keep
                ? inTransaction(begin + "SET LOCAL synchronous_commit = on", alone(work), true)
                : inTransaction(begin + lockTimeout(), work, false);
    }

    /** The same work once the lock between runs is taken; whoever is in the way is looked for meanwhile. */
    private <T> Work<T> alone(Work<T> work) {
        return session -> {
            try (Statement statement = session.createStatement();
                    LockWatch watch = LockWatch.over(pid(statement), login, policy)) {
                statement.setEscapeProcessing(false);
                try {
                    statement.execute("SELECT pg_advisory_xact_lock(" + LOCK_KEY + "); " + lockTimeout());
                    return work.run(session);
                } catch (SQLException e) {
                    Optional<LockWait> wait = watch.last();
                    throw wait.isPresent() && SqlState.isTimeout(e) ? new BlockedException(e, wait.get()) : e;
                }
            }
        };
    }

    private static int pid(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    /**
     * Begins and ends in statements of our own. The driver's would be prepared on the server under a name, and collide with
     * those of others where a pool such as PgBouncer gives each transaction another session.
     */
    private <T> T inTransaction(String begin, Work<T> work, boolean keep) throws SQLException, FailureException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try {
                return inTime(statement, begin, work, keep);
            } catch (SQLException | FailureException | RuntimeException e) {
                endAfter(e);
                throw e;
            }
        }
    }

    private <T> T inTime(Statement statement, String begin, Work<T> work, boolean keep)
            throws SQLException, FailureException {
        try (TransactionTimer timer = TransactionTimer.over(connection, policy)) {
            try {
                statement.execute("BEGIN ISOLATION LEVEL " + begin);
                T result = work.run(connection);
                statement.execute(keep ? "COMMIT" : "ROLLBACK");
                return result;
            } catch (SQLException e) {
                throw timer.explained(e);
            }
        }
    }

    /** The names in our statements are the catalog's own, whatever else is called so; temporary objects come last. */
    private String settings() {
        return "SET LOCAL search_path = pg_catalog, pg_temp; SET LOCAL quote_all_identifiers = off; SET LOCAL jit = off;"
                + " SET LOCAL statement_timeout = "
                + policy.statementTimeoutNow().toMillis() + "; ";
    }

    private String lockTimeout() {
        return "SET LOCAL lock_timeout = " + policy.lockTimeoutNow().toMillis() + "; ";
    }

    private static void pause(TransactionPolicy policy, int failures) throws FailureException {
        try {
            policy.retries().pause(failures);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RoleManagerFailure.of(
                    "the role manager was interrupted",
                    "it was waiting for another run to finish",
                    Remedy.of("Run {} again: it continues where it stopped.", Remedy.AGAIN),
                    SqlState.INTERRUPTED,
                    e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Reads the catalogs. */
    @FunctionalInterface
    private interface Look {
        CatalogSnapshot at(Connection connection, RoleSpec spec, String before, String after) throws SQLException;
    }

    /** Logs in. */
    @FunctionalInterface
    interface Login {
        Connection connect() throws SQLException;
    }

    /** The work within a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException, FailureException;
    }
}
