package dev.appdb.postgres.server;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import dev.appdb.failure.Secret;
import dev.appdb.request.AppName;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.BackendModule;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server without rds_iam, and on it a database with users of its own; all statements are in the server's log. */
final class PlainServer {
    private static final Map<PostgresMajor, TestServer> SERVERS = new ConcurrentHashMap<>();
    private static final AtomicInteger USERS = new AtomicInteger();

    private final TestServer server;
    private final String database;
    private final DatabaseNames names;

    private PlainServer(TestServer server) throws SQLException {
        int number = USERS.incrementAndGet();
        this.server = server;
        this.database = server.newDatabase();
        this.names = new DatabaseNames(database, "app", "app_" + number, "migrator_" + number);
        asBootstrap("ALTER DATABASE " + database + " SET log_statement = 'all'");
    }

    static PlainServer on(int major) throws SQLException {
        return new PlainServer(SERVERS.computeIfAbsent(new PostgresMajor(major), PlainServer::plain));
    }

    private static TestServer plain(PostgresMajor major) {
        TestServer server = TestServers.another(major);
        try (Connection connection = server.asBootstrap(server.running().database());
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE rds_iam RENAME TO no_iam");
            return server;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String app() {
        return names.appUser();
    }

    String migrator() {
        return names.migratorUser();
    }

    int port() {
        return server.running().port();
    }

    String database() {
        return database;
    }

    DatabaseRequest request() {
        return new DatabaseRequest(
                new AppName("app"),
                new EnvironmentName("dev"),
                Target.SERVER,
                PostgresVersion.DEFAULT,
                AuroraSettings.DEFAULT,
                names,
                BackendModule.SERVICE,
                Optional.empty(),
                Optional.of(new ServerUrl("postgresql://postgres@127.0.0.1:" + port() + "/" + database)),
                new TreeMap<>());
    }

    void asBootstrap(String... statements) throws SQLException {
        try (Connection connection = server.asBootstrap(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    String asked(String query) throws SQLException {
        try (Connection connection = server.asBootstrap(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** The master's password. */
    String password() throws Exception {
        return new SessionAdministrator(server, database).password();
    }

    /** A session of a service. */
    Connection logIn(String user, Secret password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port() + "/" + database, user, password.reveal());
    }

    String log() throws SQLException {
        return asked("SELECT pg_read_file(regexp_replace(current_setting('data_directory'), '[^/]+$', '')"
                + " || 'log/server.log')");
    }
}
