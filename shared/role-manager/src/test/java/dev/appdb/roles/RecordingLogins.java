package dev.appdb.roles;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the SQL of every statement that goes over the connections, and calls a listener after each. */
final class RecordingLogins implements DatabaseLogins {
    private final DatabaseLogins real;
    private final Listener listener;
    private final List<String> statements = new ArrayList<>();

    /** Called after each statement. */
    interface Listener {
        void after(String sql) throws SQLException;
    }

    RecordingLogins(DatabaseLogins real) {
        this(real, sql -> {});
    }

    RecordingLogins(DatabaseLogins real, Listener listener) {
        this.real = real;
        this.listener = listener;
    }

    List<String> statements() {
        return statements;
    }

    @Override
    public Connection asMaster() throws SQLException {
        return recording(real.asMaster());
    }

    @Override
    public Optional<Connection> asMigrator() throws SQLException {
        return real.asMigrator().map(this::recording);
    }

    private Connection recording(Connection connection) {
        return proxy(
                Connection.class,
                connection,
                (method, result) -> result instanceof Statement statement
                        ? proxy(Statement.class, statement, (name, ignored) -> ignored)
                        : result);
    }

    private <T> T proxy(Class<T> type, T target, Wrapping wrapping) {
        return type.cast(Proxy.newProxyInstance(
                RecordingLogins.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        Object result = method.invoke(target, arguments);
                        if (method.getName().startsWith("execute") && arguments != null) {
                            statements.add((String) arguments[0]);
                            listener.after((String) arguments[0]);
                        }
                        return wrapping.wrap(method.getName(), result);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private interface Wrapping {
        Object wrap(String method, Object result);
    }
}
