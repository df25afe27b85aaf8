package dev.appdb.bench;

import dev.appdb.roles.DatabaseLogins;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The logins that both sides use: new connections each time, or ones that stay open, so that logging in is not counted. */
final class Logins implements AutoCloseable {
    private final DatabasePort port;
    private final boolean staysOpen;
    private final Map<String, Connection> open = new HashMap<>();

    private Logins(DatabasePort port, boolean staysOpen) {
        this.port = port;
        this.staysOpen = staysOpen;
    }

    /** A connection is opened whenever one is asked for, and closed by whoever asked. */
    static Logins through(DatabasePort port) {
        return new Logins(port, false);
    }

    /** The connections that either side needs are open from now on, and stay so. */
    static Logins open(ManagedDatabase database, DatabasePort port) throws SQLException {
        Logins logins = new Logins(port, true);
        logins.product(database).asMaster();
        for (String user : new String[] {
            database.bootstrap(), database.spec().appUser(), database.spec().migratorUser()
        }) {
            logins.oneByOne().as(user, database.spec().database());
        }
        return logins;
    }

    /** For the role manager: the master. */
    DatabaseLogins product(ManagedDatabase database) {
        return () -> given(
                "product " + database.master(),
                () -> port.asProduct(database.master(), database.spec().database()));
    }

    /** For the reference's statements. */
    Reference.Login oneByOne() {
        return (user, database) -> given("one by one " + user, () -> port.oneByOne(user, database));
    }

    private interface Opening {
        Connection connection() throws SQLException;
    }

    private Connection given(String key, Opening opening) throws SQLException {
        if (!staysOpen) {
            return opening.connection();
        }
        Connection there = open.get(key);
        if (there == null) {
            there = opening.connection();
            open.put(key, there);
        }
        return unclosed(there);
    }

    /** The connection, but that closing it does nothing. */
    private static Connection unclosed(Connection connection) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("close")) {
                return null;
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return (Connection)
                Proxy.newProxyInstance(Logins.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : open.values()) {
            connection.close();
        }
    }
}
