package dev.appdb.cli;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Secret;
import dev.appdb.file.PasswordFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * Somebody's server without rds_iam. In each of its databases another role lives: by the CONNECT that PUBLIC has, and by a
 * table in schema public.
 */
final class LivedInServer {
    private final TestServer server = TestServers.another(PostgresMajor.DEFAULT);
    private int places;

    private LivedInServer() {}

    static LivedInServer start() throws SQLException {
        LivedInServer lived = new LivedInServer();
        lived.execute(lived.server.running().database(), "ALTER ROLE rds_iam RENAME TO no_iam");
        return lived;
    }

    /** The variables with which a process logs in as the master. */
    Map<String, String> environment() throws IOException {
        return Map.of(
                "LANG",
                "C.UTF-8",
                "PGPASSWORD",
                new PasswordFile(server.running().passwordFile())
                        .of(server.running().master())
                        .orElseThrow()
                        .reveal());
    }

    /** The password file of libpq that has the master's. */
    Path passwordFile() {
        return server.running().passwordFile();
    }

    /** Another database, with another role in it; those of the one before log in no more, and so have nothing to lose. */
    Place place() throws SQLException, FailureException {
        execute(
                server.running().database(),
                "DO $$ DECLARE name text; BEGIN FOR name IN SELECT rolname FROM pg_roles"
                        + " WHERE rolcanlogin AND rolname ~ '(_|shop)" + places
                        + "$' LOOP EXECUTE format('ALTER ROLE %I NOLOGIN', name); END LOOP; END $$");
        places++;
        Place place = new Place(places, server.newDatabase());
        execute(
                place.database(),
                "CREATE ROLE " + place.report() + " LOGIN",
                "CREATE TABLE public.sales (id int)",
                "GRANT SELECT ON public.sales TO " + place.report());
        server.running().allowLogin(place.report());
        return place;
    }

    private void execute(String database, String... statements) throws SQLException {
        try (Connection connection = server.asBootstrap(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** A database, and the names of those who use it or are to use it. */
    final class Place {
        private final int number;
        private final String database;
        private String waiting = "";
        private String blocker = "";

        private Place(int number, String database) {
            this.number = number;
            this.database = database;
        }

        String database() {
            return database;
        }

        /** The application that is to get the database. */
        String application() {
            return "shop" + number;
        }

        /** The role that lives there already. */
        String report() {
            return "report_" + number;
        }

        String app() {
            return "app_" + number;
        }

        String migrator() {
            return "migrator_" + number;
        }

        /** The flags that name it to a setup, but for the application and the environment. */
        String flags() {
            return " --target server --server-url postgresql://"
                    + server.running().master() + "@127.0.0.1:"
                    + server.running().port() + "/" + database + " --app-user " + app() + " --migrator-user "
                    + migrator() + waiting;
        }

        /** Another session, idle in a transaction in which it creates the app's user; a setup then waits for 15 s at most. */
        Connection block() throws SQLException {
            waiting = " --lock-timeout 15";
            Connection session = server.asBootstrap(database);
            session.setAutoCommit(false);
            try (Statement statement = session.createStatement();
                    ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
                row.next();
                blocker = row.getString(1);
            }
            try (Statement statement = session.createStatement()) {
                statement.execute("CREATE ROLE " + app());
            }
            return session;
        }

        /** The process of the session that blocks. */
        String blocker() {
            return blocker;
        }

        String value(String sql) throws SQLException {
            try (Connection connection = server.asBootstrap(database);
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return String.valueOf(row.getString(1));
            }
        }

        boolean hasRole(String role) throws SQLException {
            return value("SELECT count(*) FROM pg_roles WHERE rolname = '" + role + "'")
                    .equals("1");
        }

        boolean hasExtension(String name) throws SQLException {
            return value("SELECT count(*) FROM pg_extension WHERE extname = '" + name + "'")
                    .equals("1");
        }

        /** Returns whether the role that lives there logs in, and reads its table by its unqualified name. */
        boolean reportWorks() {
            try (Connection theirs = server.as(report(), database);
                    Statement statement = theirs.createStatement()) {
                return statement.execute("SELECT * FROM sales");
            } catch (SQLException e) {
                return false;
            }
        }

        /** A login of a user's. */
        Connection logIn(String user, Secret password) throws SQLException {
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + server.running().port() + "/" + database, user, password.reveal());
        }
    }
}
