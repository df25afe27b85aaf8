package dev.appdb.postgres.server;

import dev.appdb.call.CallLog;
import dev.appdb.call.LoggedConnection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import org.postgresql.ds.PGPooledConnection;

/**
 * Sessions that stay open for a minute after their use, so that what comes next for the same database in this process
 * (the check after an update, a check that is asked for once more, the next round over many databases) needs no login:
 * logging in takes four to six round trips, where a check takes one.
 *
 * <p>One session is kept for each login, and only for the very same address, user, password and settings; a minute keeps no
 * serverless cluster from its pause for long. No more than {@value #MOST} wait at a time, the latest, so that a process that
 * looks after many databases of one server takes up little of its max_connections. Whoever gets a kept session may find that the server has ended it meanwhile
 * (SQLSTATE class 08, or 57P01 to 57P05), and then asks for another one.
 */
public final class ServerSessions implements AutoCloseable {
    static final int MOST = 8;
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Duration kept;
    private final CallLog log;
    /** The latest come last. */
    private final Map<Login, Session> idle = new LinkedHashMap<>();

    private boolean isClosed;

    public ServerSessions() {
        this(new CallLog());
    }

    /** @param log gets the logins and the statements */
    public ServerSessions(CallLog log) {
        this(KEPT, log);
    }

    /** @param kept how long a session waits for its next use, 1 ms or more */
    ServerSessions(Duration kept) {
        this(kept, new CallLog());
    }

    private ServerSessions(Duration kept, CallLog log) {
        this.kept = kept;
        this.log = log;
    }

    /** Sessions that end after their use: for a process that comes to each of many databases once. */
    public static ServerSessions keepingNone(CallLog log) {
        ServerSessions sessions = new ServerSessions(log);
        sessions.close();
        return sessions;
    }

    /** Its properties have the password, so it is not to be shown. */
    private record Login(String url, Properties properties) {
        @Override
        public String toString() {
            return url;
        }
    }

    /**
     * A session that waits, or else a new one; closing it lets it wait.
     *
     * @throws SQLException if a new login does not succeed
     */
    Connection open(String url, Properties properties) throws SQLException {
        Login login = new Login(url, properties);
        Optional<Session> waiting = take(login);
        String what = (waiting.isPresent() ? "use the open session with " : "log in to ") + name(url, properties);
        return LoggedConnection.<SQLException>open(log, what, () -> {
            Session session = waiting.isPresent()
                    ? waiting.get()
                    : new Session(login, DriverManager.getConnection(url, properties));
            return session.use();
        });
    }

    /** A new login, whose session ends with its use. */
    Connection anew(String url, Properties properties) throws SQLException {
        return LoggedConnection.<SQLException>open(
                log, "log in to " + name(url, properties), () -> DriverManager.getConnection(url, properties));
    }

    private static String name(String url, Properties properties) {
        return url.replaceFirst("^jdbc:postgresql://", "") + " as " + properties.getProperty("user");
    }

    private synchronized Optional<Session> take(Login login) {
        closeIdle();
        return Optional.ofNullable(idle.remove(login));
    }

    private void keep(Session session) {
        leave(session);
        CompletableFuture.delayedExecutor(kept.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::closeIdle);
    }

    private synchronized void leave(Session session) {
        if (isClosed || idle.containsKey(session.login)) {
            session.end();
            return;
        }
        idle.put(session.login, session);
        if (idle.size() > MOST) {
            Session longest = idle.values().iterator().next();
            idle.remove(longest.login);
            longest.end();
        }
    }

    private synchronized void closeIdle() {
        List<Session> old = idle.values().stream().filter(Session::isOld).toList();
        idle.values().removeAll(old);
        old.forEach(Session::end);
    }

    /** Ends the sessions that wait; those in use, and later ones, end after their use. */
    @Override
    public synchronized void close() {
        isClosed = true;
        idle.values().forEach(Session::end);
        idle.clear();
    }

    private final class Session implements ConnectionEventListener {
        private final Login login;
        private final PGPooledConnection connection;
        private boolean isBroken;
        private long sinceNanos;

        Session(Login login, Connection connection) {
            this.login = login;
            this.connection = new PGPooledConnection(connection, true);
            this.connection.addConnectionEventListener(this);
        }

        Connection use() throws SQLException {
            return connection.getConnection();
        }

        boolean isOld() {
            return System.nanoTime() - sinceNanos >= kept.toNanos();
        }

        /** Returns it after its use. */
        @Override
        public void connectionClosed(ConnectionEvent event) {
            sinceNanos = System.nanoTime();
            if (isBroken) {
                end();
            } else {
                keep(this);
            }
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            isBroken = true;
        }

        /** A server that does not take a farewell is not there any more. */
        void end() {
            try {
                connection.close();
            } catch (SQLException e) {
                System.getLogger(ServerSessions.class.getName()).log(System.Logger.Level.DEBUG, "already gone", e);
            }
        }
    }
}
