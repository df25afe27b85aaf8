package dev.appdb.roles;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Sessions that are used again, as fresh as new ones: a login costs more than most of what the tests do with it. */
final class KeptSessions implements AutoCloseable {
    private final Map<String, Deque<Connection>> idle = new ConcurrentHashMap<>();
    private final Deque<Connection> all = new ConcurrentLinkedDeque<>();

    /** Logs in. */
    @FunctionalInterface
    interface Login {
        Connection connect() throws SQLException;
    }

    /** A session as the user; closing it gives it back. */
    Connection of(String user, Login login) throws SQLException {
        Deque<Connection> free = idle.computeIfAbsent(user, name -> new ConcurrentLinkedDeque<>());
        Connection kept = free.poll();
        if (kept == null) {
            kept = login.connect();
            all.add(kept);
        }
        return lent(kept, free);
    }

    private static Connection lent(Connection connection, Deque<Connection> free) {
        return (Connection) Proxy.newProxyInstance(
                KeptSessions.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        giveBack(connection, free);
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void giveBack(Connection connection, Deque<Connection> free) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("DISCARD ALL");
        }
        free.push(connection);
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : new ArrayDeque<>(all)) {
            connection.close();
        }
    }
}
