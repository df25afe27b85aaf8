package dev.appdb.embedded;

import dev.appdb.call.CallLog;
import dev.appdb.call.LoggedConnection;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Secret;
import dev.appdb.file.PasswordFile;
import dev.appdb.file.ProcessLock;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.core.Utils;
import org.postgresql.ds.PGSimpleDataSource;

/** A server that runs, and the ways in. It goes on running when this process ends. */
public final class Running {

    /** The only address it listens on. */
    public static final String HOST = "127.0.0.1";

    /** The role that stands for the master user of Amazon RDS: no superuser. */
    public static final String MASTER = RdsShape.MASTER;

    private static final String UNDEFINED_OBJECT = "42704";
    /** duplicate_database, and unique_violation where two processes make it in the same moment. */
    private static final Set<String> EXISTS_ALREADY = Set.of("42P04", "23505");

    private static final int LONGEST_NAME_BYTES = 63;

    private final ServerHome home;
    private final PostgresMajor major;
    private final int port;
    private final long pid;
    private final SecureRandom random;
    private final CallLog log;

    Running(ServerHome home, PostgresMajor major, int port, long pid, SecureRandom random, CallLog log) {
        this.home = home;
        this.major = major;
        this.port = port;
        this.pid = pid;
        this.random = random;
        this.log = log;
    }

    public PostgresMajor major() {
        return major;
    }

    public int port() {
        return port;
    }

    /** The number of the server's main process. */
    public long pid() {
        return pid;
    }

    /** The database that every server is made with, owned by the master. */
    public String database() {
        return RdsShape.DATABASE;
    }

    /** The role that stands for the master user of Amazon RDS: no superuser. */
    public String master() {
        return MASTER;
    }

    /** The bootstrap superuser, which on Amazon RDS is Amazon's own. */
    public String bootstrap() {
        return RdsShape.BOOTSTRAP;
    }

    /** The passwords, as libpq reads them: for {@code PGPASSFILE}. */
    public Path passwordFile() {
        return home.passwords();
    }

    /** The address of a database for JDBC; holds no user and no password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + HOST + ":" + port + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8);
    }

    /**
     * A new connection, with the password that the password file has for the role.
     *
     * @throws FailureException where the file has none
     * @throws SQLException where the server refuses
     */
    public Connection connect(String role, String database) throws FailureException, SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("password", password(role).reveal());
        properties.setProperty("ApplicationName", "appdb");
        // so that the driver's own settings travel with the login, not in two queries after it
        properties.setProperty("assumeMinServerVersion", major.toString());
        properties.setProperty("sslmode", "disable");
        return LoggedConnection.<SQLException>open(
                log,
                "log in to " + HOST + ":" + port + "/" + database + " as " + role,
                () -> Objects.requireNonNull(new Driver().connect(jdbcUrl(database), properties)));
    }

    /**
     * Connections as a role, with the password that the password file has for it; it does not pool them.
     *
     * @throws FailureException where the file has none
     */
    public DataSource dataSource(String role, String database) throws FailureException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl(database));
        source.setUser(role);
        source.setPassword(password(role).reveal());
        source.setSslmode("disable");
        return source;
    }

    /** Makes a database owned by the master, unless there is one of that name. */
    public void createDatabase(String name) throws FailureException {
        String what = "could not create the database " + name;
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
            throw ServerFailure.of(what, "a name has 1 to " + LONGEST_NAME_BYTES + " bytes", "Choose another name.");
        }
        try (Connection connection = connect(RdsShape.MASTER, RdsShape.MASTER)) {
            if (!exists(connection, name)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("CREATE DATABASE " + quoted(name));
                }
            }
        } catch (SQLException e) {
            if (!EXISTS_ALREADY.contains(String.valueOf(e.getSQLState()))) {
                throw failed(what, e);
            }
        }
    }

    /** True if there is a database of that name. */
    public boolean hasDatabase(String name) throws FailureException {
        try (Connection connection = connect(RdsShape.MASTER, RdsShape.MASTER)) {
            return exists(connection, name);
        } catch (SQLException e) {
            throw failed("could not look for the database " + name, e);
        }
    }

    private static boolean exists(Connection connection, String database) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
            query.setString(1, database);
            try (ResultSet found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    /**
     * Lets a role that exists log in with a password: the one the password file has for it, or a new random one that is
     * put there. On Amazon RDS it would log in with a token instead. Safe to repeat. The password itself never reaches
     * the server, and what does is not logged.
     */
    public void allowLogin(String role) throws FailureException {
        String what = "could not let " + role + " log in";
        try (ProcessLock lock = home.locked()) {
            Objects.requireNonNull(lock);
            PasswordFile passwords = new PasswordFile(home.passwords());
            Optional<Secret> known = passwords.of(role);
            Secret password = known.isPresent() ? known.get() : PasswordFile.newPassword(random);
            setPassword(role, password);
            if (known.isEmpty()) {
                passwords.put(Running.HOST, role, password);
            }
        } catch (IOException e) {
            throw ServerFailure.of(what, e);
        } catch (SQLException e) {
            if (UNDEFINED_OBJECT.equals(e.getSQLState())) {
                throw ServerFailure.of(what, "there is no such role", "Create the role first.");
            }
            throw failed(what, e);
        }
    }

    /**
     * Gives a role that can log in a new password. It is in the password file before the server has it; after an interruption in
     * between, {@link #allowLogin} makes the server take it.
     */
    public void replacePassword(String role) throws FailureException {
        try (ProcessLock lock = home.locked()) {
            Objects.requireNonNull(lock);
            new PasswordFile(home.passwords()).put(HOST, role, PasswordFile.newPassword(random));
        } catch (IOException e) {
            throw ServerFailure.of("could not replace the password of " + role, e);
        }
        allowLogin(role);
    }

    private void setPassword(String role, Secret password) throws FailureException, SQLException {
        try (Connection connection = connect(RdsShape.BOOTSTRAP, RdsShape.MASTER);
                Statement statement = connection.createStatement()) {
            statement.execute("SET log_statement = 'none'");
            statement.execute("SET log_min_duration_statement = -1");
            statement.execute("SET log_min_error_statement = 'panic'");
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(role, password.reveal().toCharArray(), "scram-sha-256");
        }
    }

    /** The password of a role, as the password file has it. */
    public Secret password(String role) throws FailureException {
        String what = "could not log in as " + role;
        try {
            return new PasswordFile(home.passwords())
                    .of(role)
                    .orElseThrow(() -> ServerFailure.of(
                            what,
                            "the password file " + home.passwords() + " has no line for it",
                            "Let it in first; if the file was deleted, start the server again."));
        } catch (IOException e) {
            throw ServerFailure.of(what, e);
        }
    }

    private static String quoted(String identifier) throws SQLException {
        return Utils.escapeIdentifier(null, identifier).toString();
    }

    static FailureException failed(String what, SQLException e) {
        return ServerFailure.of(
                what,
                "PostgreSQL says (" + e.getSQLState() + "): " + e.getMessage(),
                Remedy.of("Look at the server's log."),
                e);
    }

    @Override
    public String toString() {
        return "PostgreSQL " + major + " on " + HOST + ":" + port;
    }
}
