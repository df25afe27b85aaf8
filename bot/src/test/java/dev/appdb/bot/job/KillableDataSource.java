package dev.appdb.bot.job;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** One replica's way to the database: each connection taken and each commit is a point at which it may be killed. */
final class KillableDataSource implements DataSource {
    private final DataSource real;
    private final Lifetime lifetime;

    KillableDataSource(DataSource real, Lifetime lifetime) {
        this.real = real;
        this.lifetime = lifetime;
    }

    @Override
    public Connection getConnection() throws SQLException {
        lifetime.point();
        Connection connection = real.getConnection();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> call(connection, method, arguments));
    }

    private Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "commit" -> lifetime.point();
            case "close" -> {
                // What the server does with a connection whose client is gone.
                if (lifetime.isOver() && !connection.getAutoCommit()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
            default -> lifetime.check();
        }
        boolean writes = method.getName().equals("prepareStatement")
                && !String.valueOf(arguments[0]).stripLeading().startsWith("SELECT");
        try {
            Object result = method.invoke(connection, arguments);
            if (method.getName().equals("commit") || writes && connection.getAutoCommit()) {
                lifetime.lasted();
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return real.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        real.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        real.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return real.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return real.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }
}
