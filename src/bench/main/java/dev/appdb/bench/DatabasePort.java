package dev.appdb.bench;

import dev.appdb.embedded.Running;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * A way to a server's databases, directly or through a {@link DelayingProxy}, with the passwords that the server's
 * password file holds when it is opened.
 */
final class DatabasePort {
    private static final int ROLE_FIELD = 3;
    private static final int PASSWORD_FIELD = 4;

    private final int port;
    private final Map<String, String> passwords = new HashMap<>();

    private DatabasePort(int port) {
        this.port = port;
    }

    /** @param port where the server is reached */
    static DatabasePort to(Running server, int port) throws IOException {
        DatabasePort opened = new DatabasePort(port);
        for (String line : Files.readAllLines(server.passwordFile(), StandardCharsets.UTF_8)) {
            String[] fields = line.split(":", -1);
            opened.passwords.put(fields[ROLE_FIELD], fields[PASSWORD_FIELD]);
        }
        return opened;
    }

    int port() {
        return port;
    }

    String passwordOf(String user) {
        return Objects.requireNonNull(passwords.get(user), user);
    }

    /** A connection as the product makes it. */
    Connection asProduct(String user, String database) throws SQLException {
        return connect(user, database, new Properties());
    }

    /** A connection that sends each statement by itself, in one message, as the reference's driver does (pg8000). */
    Connection oneByOne(String user, String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("preferQueryMode", "simple");
        return connect(user, database, properties);
    }

    /** Logging in is as cheap for either side as the driver can: without queries of its own afterwards. */
    private Connection connect(String user, String database, Properties properties) throws SQLException {
        properties.setProperty("user", user);
        properties.setProperty("password", passwordOf(user));
        properties.setProperty("ApplicationName", "appdb");
        properties.setProperty("sslmode", "disable");
        properties.setProperty("assumeMinServerVersion", "14");
        return Objects.requireNonNull(
                new Driver().connect("jdbc:postgresql://" + Running.HOST + ":" + port + "/" + database, properties));
    }
}
