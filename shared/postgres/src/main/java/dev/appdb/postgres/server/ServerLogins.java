package dev.appdb.postgres.server;

import dev.appdb.failure.Secret;
import dev.appdb.file.PasswordFile;
import dev.appdb.request.ServerUrl;
import dev.appdb.roles.DatabaseLogins;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Logs in to an existing server with a password that was typed in this process, else by libpq's conventions: parameters of the
 * URL first, then the environment
 * ({@code PGPASSWORD}, {@code PGSSLMODE}, {@code PGSSLROOTCERT}, {@code PGCONNECT_TIMEOUT}), then the password file,
 * which the JDBC driver reads by itself ({@code PGPASSFILE} or {@code ~/.pgpass}) unless it is {@link PasswordFile
 * exposed}. TLS is not left to them: see {@link TransportSecurity}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-envars.html">libpq environment variables</a>
 */
final class ServerLogins implements DatabaseLogins {
    private static final String OLDEST_MAJOR = "14";
    private static final String DEFAULT_CONNECT_TIMEOUT_SECONDS = "10";
    /** A cluster at 0 capacity units takes 15 s and more to wake up. */
    private static final String DEFAULT_LOGIN_TIMEOUT_SECONDS = "60";
    /** Longer than the longest statement, so that the server's own time limit speaks first. */
    private static final String SOCKET_TIMEOUT_SECONDS = "90";

    private final ServerUrl url;
    private final Map<String, String> environment;
    private final ServerSessions sessions;
    private final TypedPasswords typed;
    private final String user;

    ServerLogins(ServerUrl url, Map<String, String> environment, ServerSessions sessions) {
        this(url, environment, sessions, new TypedPasswords());
    }

    /** @param typed the passwords that a person typed, which come before all others */
    ServerLogins(ServerUrl url, Map<String, String> environment, ServerSessions sessions, TypedPasswords typed) {
        this(url, environment, sessions, typed, url.user());
    }

    private ServerLogins(
            ServerUrl url,
            Map<String, String> environment,
            ServerSessions sessions,
            TypedPasswords typed,
            String user) {
        this.url = url;
        this.environment = environment;
        this.sessions = sessions;
        this.typed = typed;
        this.user = user;
    }

    /** On a session that is there already, where one is kept. */
    @Override
    public Connection asMaster() throws SQLException {
        try {
            return sessions.open(address(), properties());
        } catch (SQLException e) {
            throw TransportSecurity.explained(e, url, environment);
        }
    }

    /** The same as another role, with its own password from where the master's would be. */
    ServerLogins ofUser(String other) {
        return new ServerLogins(url, environment, sessions, typed, other);
    }

    /** A new login, which shows whether one is possible. */
    Connection anew() throws SQLException {
        return connected(properties());
    }

    private Connection connected(Properties properties) throws SQLException {
        try {
            return sessions.anew(address(), properties);
        } catch (SQLException e) {
            throw TransportSecurity.explained(e, url, environment);
        }
    }

    /** A new login as another user, with this password and nothing else. */
    Connection as(String other, Secret password) throws SQLException {
        Properties properties = properties();
        properties.setProperty("user", other);
        properties.setProperty("password", password.reveal());
        return connected(properties);
    }

    ServerUrl url() {
        return url;
    }

    private String address() {
        return "jdbc:postgresql://" + url.host() + ":" + url.port() + "/"
                + URLEncoder.encode(url.database(), StandardCharsets.UTF_8);
    }

    /** The password file, if it would be needed and is not safe to use. */
    Optional<PasswordFile> ignoredFile() {
        return typed().isPresent() || environment.containsKey("PGPASSWORD")
                ? Optional.empty()
                : PasswordFile.exposed(environment);
    }

    private Optional<Secret> typed() {
        return user.equals(url.user()) ? typed.of(url) : Optional.empty();
    }

    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("ApplicationName", "appdb");
        // so that the driver's own settings travel with the login, not in two queries after it
        properties.setProperty("assumeMinServerVersion", OLDEST_MAJOR);
        properties.setProperty(
                "connectTimeout",
                setting("connect_timeout", "PGCONNECT_TIMEOUT").orElse(DEFAULT_CONNECT_TIMEOUT_SECONDS));
        // libpq's connect_timeout is for the whole login
        properties.setProperty(
                "loginTimeout", setting("connect_timeout", "PGCONNECT_TIMEOUT").orElse(DEFAULT_LOGIN_TIMEOUT_SECONDS));
        properties.setProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
        // With any password, also an empty one, the driver does not look for the file.
        typed().map(Secret::reveal)
                .or(() -> Optional.ofNullable(environment.get("PGPASSWORD")))
                .or(() -> ignoredFile().map(file -> ""))
                .ifPresent(password -> properties.setProperty("password", password));
        TransportSecurity.mode(url, environment).ifPresent(mode -> properties.setProperty("sslmode", mode));
        setting("sslcert", "PGSSLCERT").ifPresent(file -> properties.setProperty("sslcert", file));
        setting("sslkey", "PGSSLKEY").ifPresent(file -> properties.setProperty("sslkey", file));
        setting("sslrootcert", "PGSSLROOTCERT").ifPresent(file -> trust(properties, file));
        return properties;
    }

    /** {@code system} means the authorities that the platform trusts; for a JVM those are its own. */
    private static void trust(Properties properties, String rootCertificates) {
        if (rootCertificates.equals("system")) {
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
            properties.setProperty("sslmode", "verify-full");
        } else {
            properties.setProperty("sslrootcert", rootCertificates);
        }
    }

    private Optional<String> setting(String parameter, String variable) {
        return url.parameter(parameter).or(() -> Optional.ofNullable(environment.get(variable)));
    }
}
