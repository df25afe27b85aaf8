package dev.appdb.roles.lambda;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.Running;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import dev.appdb.failure.FailureException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A real PostgreSQL that speaks TLS. Users log in with passwords, which stand in for IAM tokens: a plain server knows none.
 */
public final class TlsServer {
    private static final int MOST_LOOKS = 200;

    private final TestServer server;
    private final Path authorities;
    private final Path strangers;

    private TlsServer(TestServer server, Path authorities, Path strangers) {
        this.server = server;
        this.authorities = authorities;
        this.strangers = strangers;
    }

    /** The one of this test run, with the users app and migrator. */
    static TlsServer shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        static final TlsServer SERVER = start();
    }

    private static TlsServer start() {
        TlsServer started = on(TestServers.another(PostgresMajor.DEFAULT));
        try {
            allowUsersToLogIn(started.server);
        } catch (FailureException | SQLException e) {
            throw new IllegalStateException(e);
        }
        return started;
    }

    /** A server as it is, with TLS switched on. */
    public static TlsServer on(TestServer server) {
        try {
            Path folder = Files.createTempDirectory("appdb-tls-");
            folder.toFile().deleteOnExit();
            SelfSigned own = SelfSigned.create(Files.createDirectory(folder.resolve("own")));
            SelfSigned other = SelfSigned.create(Files.createDirectory(folder.resolve("other")));
            switchOnTls(server, own);
            return new TlsServer(
                    server,
                    Files.writeString(folder.resolve("authorities.pem"), own.certificatePem()),
                    Files.writeString(folder.resolve("strangers.pem"), other.certificatePem()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | InterruptedException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server writes the files itself, into its data folder: so they are its own, whoever runs the tests. */
    private static void switchOnTls(TestServer server, SelfSigned own) throws SQLException {
        try (Connection bootstrap = server.asBootstrap("app");
                Statement statement = bootstrap.createStatement()) {
            statement.execute(writing(own.certificatePem(), "test.crt"));
            statement.execute(writing(own.keyPem(), "test.key"));
            statement.execute("ALTER SYSTEM SET ssl_cert_file = 'test.crt'");
            statement.execute("ALTER SYSTEM SET ssl_key_file = 'test.key'");
            statement.execute("ALTER SYSTEM SET ssl = on");
            statement.execute("SELECT pg_reload_conf()");
            for (int looks = 0; !isOn(statement); looks++) {
                if (looks == MOST_LOOKS) {
                    throw new IllegalStateException("the server did not switch TLS on: see its log");
                }
                statement.execute("SELECT pg_sleep(0.05)");
            }
        }
    }

    private static String writing(String pem, String file) {
        return "COPY (SELECT unnest(string_to_array('" + pem.strip() + "', E'\\n'))) TO PROGRAM 'umask 077; cat > "
                + file + "'";
    }

    private static boolean isOn(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW ssl")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void allowUsersToLogIn(TestServer server) throws SQLException, FailureException {
        try (Connection master = server.asMaster("app");
                Statement statement = master.createStatement()) {
            statement.execute("CREATE ROLE app LOGIN; CREATE ROLE migrator LOGIN");
        }
        server.running().allowLogin("app");
        server.running().allowLogin("migrator");
    }

    String newDatabase() {
        return server.newDatabase();
    }

    Connection asBootstrap(String database) throws SQLException {
        return server.asBootstrap(database);
    }

    Connection asMaster(String database) throws SQLException {
        return server.asMaster(database);
    }

    /** Gives a user a password. */
    void allowLogin(String user) throws FailureException {
        server.running().allowLogin(user);
    }

    /** The authorities that vouch for the server. */
    public Path authorities() {
        return authorities;
    }

    /** Somebody who does not. */
    Path strangers() {
        return strangers;
    }

    /** The password of master, app or migrator. */
    String password(String user) {
        return Objects.requireNonNull(passwords().get(user), user);
    }

    private Map<String, String> passwords() {
        Map<String, String> all = new HashMap<>();
        try {
            for (String line : Files.readAllLines(server.running().passwordFile(), StandardCharsets.UTF_8)) {
                String[] fields = line.split(":", -1);
                all.put(fields[3], fields[4]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    int port() {
        return server.running().port();
    }

    /** The variables that AWS Lambda and the stack put in the function's environment. */
    Map<String, String> environment(String database, FakeSecretsManager secrets) {
        Map<String, String> variables = new HashMap<>();
        variables.put("DB_HOST", Running.HOST);
        variables.put("DB_PORT", Integer.toString(port()));
        variables.put("DB_USER", server.running().master());
        variables.put("DB_NAME", database);
        variables.put("DB_PASSWORD_SECRET_ARN", FakeSecretsManager.SECRET_ARN);
        variables.put("DB_SCHEMA", "app");
        variables.put("APP_USER", "app");
        variables.put("MIGRATOR_USER", "migrator");
        variables.put("AWS_REGION", FakeSecretsManager.REGION);
        variables.put("AWS_ACCESS_KEY_ID", FakeSecretsManager.ACCESS_KEY_ID);
        variables.put("AWS_SECRET_ACCESS_KEY", FakeSecretsManager.SECRET_ACCESS_KEY);
        variables.put("AWS_SESSION_TOKEN", FakeSecretsManager.SESSION_TOKEN);
        variables.put("AWS_ENDPOINT_URL", secrets.url());
        return variables;
    }
}
