package dev.appdb.postgres.server;

import dev.appdb.embedded.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** An administrator who sees a server's sessions, and can end them. */
final class SessionAdministrator {
    private final TestServer server;
    private final String database;

    SessionAdministrator(TestServer server, String database) {
        this.server = server;
        this.database = database;
    }

    /** The server's processes that serve appdb in the database. */
    List<Integer> sessions() throws SQLException {
        List<Integer> all = new ArrayList<>();
        try (Connection connection = server.asBootstrap(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pid FROM pg_stat_activity WHERE datname = '" + database
                        + "' AND application_name = 'appdb' AND pid <> pg_backend_pid()")) {
            while (rows.next()) {
                all.add(rows.getInt("pid"));
            }
        }
        return all;
    }

    /** Ends one, and waits until it is gone. */
    void end(int process) throws SQLException {
        try (Connection connection = server.asBootstrap(database);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(" + process + ", 60000)");
        }
    }

    /** The master's password. */
    String password() throws IOException {
        return Files.readString(server.running().passwordFile(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(":" + server.running().master() + ":"))
                .map(line -> line.substring(line.lastIndexOf(':') + 1))
                .findFirst()
                .orElseThrow();
    }
}
