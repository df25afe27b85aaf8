package dev.appdb.call;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Connections of JDBC whose statements are logged, without the values of their parameters. */
public final class LoggedConnection {
    private static final String SYSTEM = "postgresql";

    private final CallLog log;

    private LoggedConnection(CallLog log) {
        this.log = log;
    }

    /** A way to open a connection. */
    @FunctionalInterface
    public interface Opening<E extends Exception> {
        Connection open() throws E, SQLException;
    }

    /**
     * Opens a connection: a log that is on has its login and its statements.
     *
     * @param what the login as the log names it, without the password
     */
    public static <E extends Exception> Connection open(CallLog log, String what, Opening<E> opening)
            throws E, SQLException {
        if (!log.isOn()) {
            return opening.open();
        }
        long begin = System.nanoTime();
        Optional<String> trouble = Optional.of("failed");
        try {
            Connection connection = opening.open();
            trouble = Optional.empty();
            return new LoggedConnection(log).logged(connection);
        } catch (SQLException e) {
            trouble = Optional.of(code(e));
            throw e;
        } finally {
            log.ended(SYSTEM, what, begin, trouble);
        }
    }

    private Connection logged(Connection connection) {
        return proxy(Connection.class, (self, method, arguments) -> {
            switch (method.getName()) {
                case "createStatement":
                    return logged(Statement.class, (Statement) result(connection, method, arguments), "");
                case "prepareStatement":
                    return logged(
                            PreparedStatement.class,
                            (PreparedStatement) result(connection, method, arguments),
                            String.valueOf(arguments[0]));
                case "commit", "rollback":
                    return timed(method.getName().toUpperCase(java.util.Locale.ROOT), connection, method, arguments);
                default:
                    return result(connection, method, arguments);
            }
        });
    }

    private <S extends Statement> S logged(Class<S> kind, S statement, String prepared) {
        return proxy(kind, (self, method, arguments) -> {
            if (!method.getName().startsWith("execute")) {
                return result(statement, method, arguments);
            }
            boolean isGiven = arguments != null && arguments.length > 0 && arguments[0] instanceof String;
            return timed(isGiven ? String.valueOf(arguments[0]) : prepared, statement, method, arguments);
        });
    }

    private Object timed(String sql, Object on, Method method, Object[] arguments) throws Throwable {
        long begin = System.nanoTime();
        Optional<String> trouble = Optional.empty();
        try {
            return result(on, method, arguments);
        } catch (SQLException e) {
            trouble = Optional.of(code(e));
            throw e;
        } finally {
            log.ended(SYSTEM, StatementText.of(sql), begin, trouble);
        }
    }

    /** Its message may quote a statement, and with that a secret. */
    private static String code(SQLException e) {
        return "SQLSTATE " + e.getSQLState();
    }

    private static Object result(Object on, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> kind, java.lang.reflect.InvocationHandler handler) {
        return kind.cast(
                Proxy.newProxyInstance(LoggedConnection.class.getClassLoader(), new Class<?>[] {kind}, handler));
    }
}
