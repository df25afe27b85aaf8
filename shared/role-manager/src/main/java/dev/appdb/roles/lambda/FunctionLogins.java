package dev.appdb.roles.lambda;

import dev.appdb.failure.Secret;
import dev.appdb.roles.DatabaseLogins;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * Logs in over TLS only, to a server whose certificate names the host and is vouched for ({@code verify-full}): the
 * master with its password, everybody else with a token.
 */
final class FunctionLogins implements DatabaseLogins {
    private static final String NO_CONNECTION = "08001";
    private static final String OLDEST_MAJOR = "14";

    private final FunctionEnvironment environment;
    private final Path authorities;
    private final Secret masterPassword;
    private final DatabaseTokens tokens;
    private final Deadline deadline;

    FunctionLogins(
            FunctionEnvironment environment,
            Path authorities,
            Secret masterPassword,
            DatabaseTokens tokens,
            Deadline deadline) {
        this.environment = environment;
        this.authorities = authorities;
        this.masterPassword = masterPassword;
        this.tokens = tokens;
        this.deadline = deadline;
    }

    @Override
    public Connection asMaster() throws SQLException {
        return connect(environment.masterUser(), masterPassword);
    }

    @Override
    public Optional<Connection> asMigrator() throws SQLException {
        return Optional.of(asTokenUser(environment.names().migratorUser()));
    }

    /** A connection as a user that logs in with a token. */
    Connection asTokenUser(String user) throws SQLException {
        return connect(user, tokens.tokenFor(user));
    }

    private Connection connect(String user, Secret password) throws SQLException {
        String url = "jdbc:postgresql://" + environment.host() + ":" + environment.port() + "/"
                + URLEncoder.encode(environment.names().database(), StandardCharsets.UTF_8);
        Connection connection = new Driver().connect(url, properties(user, password));
        if (connection == null) {
            throw new SQLException("DB_HOST is no host name: " + environment.host(), NO_CONNECTION);
        }
        return connection;
    }

    /**
     * A cluster at 0 capacity units takes 15 s and more to wake up, so every wait may last as long as the call does
     * (Amazon Aurora User Guide, "Scaling to Zero ACUs with automatic pause and resume"). The socket waits a second more,
     * so that the server's own time limit speaks first.
     */
    private Properties properties(String user, Secret password) {
        Duration left = deadline.left();
        String seconds = Long.toString(left.toSeconds());
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password.reveal());
        properties.setProperty("ApplicationName", "appdb role manager");
        // so that the driver's own settings travel with the login, not in two queries after it
        properties.setProperty("assumeMinServerVersion", OLDEST_MAJOR);
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslrootcert", authorities.toString());
        properties.setProperty("sslResponseTimeout", Long.toString(left.toMillis()));
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", Long.toString(left.toSeconds() + 1));
        return properties;
    }
}
