package dev.appdb.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import dev.appdb.engine.Progress;
import dev.appdb.engine.TargetStatus;
import dev.appdb.failure.FailureException;
import dev.appdb.request.AppName;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.BackendModule;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.UpdateOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** A server that exists already, reached by libpq's conventions. */
class ServerTargetTest {
    @TempDir
    Path kept;

    private final TestServer server = TestServers.onDefault();
    private final String database = server.newDatabase();
    private final ServerSessions sessions = new ServerSessions();
    private final SessionAdministrator administrator = new SessionAdministrator(server, database);

    @Test
    void managesAndChecksWithThePasswordOfTheEnvironment() throws Exception {
        ServerTarget target =
                new ServerTarget(Map.of("PGPASSWORD", administrator.password()), sessions, PasswordPlace.in(kept));

        ManageReport first = target.manage(request(""), UpdateOptions.standard(), Progress.SILENT);
        assertThat(first.changedNothing()).isFalse();
        assertThat(target.manage(request(""), UpdateOptions.standard(), Progress.SILENT)
                        .changedNothing())
                .isTrue();
        assertThat(target.check(request(""), true, Progress.SILENT).hasCriticalFailure())
                .isFalse();
        assertThat(target.extensions(request(""), Progress.SILENT)).isNotEmpty();
    }

    @Test
    void aDatabaseHasOneIdentityUnderEveryNameOfItsServer() throws Exception {
        ServerTarget target =
                new ServerTarget(Map.of("PGPASSWORD", administrator.password()), sessions, PasswordPlace.in(kept));
        int port = server.running().port();
        Optional<String> identity = target.identity(request(""));

        assertThat(identity).isPresent();
        assertThat(target.identity(request("localhost:" + port, database, ""))).isEqualTo(identity);
        assertThat(target.identity(request("localhost:" + port, "postgres", "")))
                .isPresent()
                .isNotEqualTo(identity);
        assertThat(target.identity(request("localhost:1", database, ""))).isEmpty();
    }

    /** An update, the check after it and a report of the extensions: one login. */
    @Test
    void whatComesNextNeedsNoLoginAndASessionThatIsGoneIsReplaced() throws Exception {
        ServerTarget target =
                new ServerTarget(Map.of("PGPASSWORD", administrator.password()), sessions, PasswordPlace.in(kept));
        target.manage(request(""), UpdateOptions.standard(), Progress.SILENT);
        target.check(request(""), false, Progress.SILENT);
        target.extensions(request(""), Progress.SILENT);
        List<Integer> first = administrator.sessions();
        assertThat(first).hasSize(1);

        administrator.end(first.get(0));
        assertThat(target.check(request(""), false, Progress.SILENT).checks()).isNotEmpty();
        List<Integer> second = administrator.sessions();
        assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);

        administrator.end(second.get(0));
        assertThat(target.manage(request(""), UpdateOptions.standard(), Progress.SILENT)
                        .changedNothing())
                .isTrue();
    }

    @Test
    void thereIsNothingToDeployAndThePlanSaysSo() {
        ServerTarget target = new ServerTarget(Map.of(), sessions, PasswordPlace.in(kept));

        assertThat(target.plan(request(""), Progress.SILENT).isUpToDate()).isTrue();
        assertThat(target.plan(request(""), Progress.SILENT).notes())
                .anyMatch(note -> note.contains("nothing to deploy"))
                .anyMatch(note -> note.startsWith("left alone: its settings and its other databases"));
    }

    @Test
    void aWrongPasswordIsAFailureWithoutIt() {
        ServerTarget target = new ServerTarget(Map.of("PGPASSWORD", "wr0ng-one"), sessions, PasswordPlace.in(kept));

        assertThat(target.status(request("")).state()).isEqualTo(TargetStatus.State.UNREACHABLE);
        assertThatThrownBy(() -> target.check(request(""), false, Progress.SILENT))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining("wr0ng-one");
    }

    @Test
    void aServerThatDoesNotSpeakTlsIsRefusedWhereTlsIsAskedFor() {
        ServerTarget target =
                new ServerTarget(Map.of("PGPASSWORD", "x", "PGSSLMODE", "require"), sessions, PasswordPlace.in(kept));

        assertThatThrownBy(() -> target.check(request(""), false, Progress.SILENT))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("SSL");
    }

    /** A listener that accepts connections and never answers, like a load balancer without a server. */
    @Test
    void aSilentServerEndsTheLoginInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerTarget target = new ServerTarget(
                    Map.of("PGPASSWORD", "x", "PGCONNECT_TIMEOUT", "1"), sessions, PasswordPlace.in(kept));

            assertThatThrownBy(() -> target.check(request(silent.getLocalPort(), ""), false, Progress.SILENT))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("timed out");
        }
    }

    @Test
    void theUrlsParametersComeBeforeTheEnvironment() {
        Properties properties = new ServerLogins(
                        new ServerUrl("postgresql://u@h:1/d?sslmode=verify-full&sslrootcert=/ca.pem"),
                        Map.of("PGSSLMODE", "disable", "PGCONNECT_TIMEOUT", "3"),
                        sessions)
                .properties();

        assertThat(properties)
                .containsEntry("sslmode", "verify-full")
                .containsEntry("sslrootcert", "/ca.pem")
                .containsEntry("connectTimeout", "3")
                .containsEntry("loginTimeout", "3")
                .doesNotContainKey("password");
    }

    /** The driver's own settings come with the login; as queries they would be two round trips more. */
    @Test
    void aLoginAsksTheServerNothing() throws Exception {
        ServerUrl url = request("").serverUrl().orElseThrow();
        try (Connection login = new ServerLogins(url, Map.of("PGPASSWORD", administrator.password()), sessions).anew();
                Connection other = server.asBootstrap(database);
                Statement statement = other.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT query, application_name FROM pg_stat_activity WHERE pid = "
                                + login.unwrap(PGConnection.class).getBackendPID())) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString("query")).isEmpty();
            assertThat(row.getString("application_name")).isEqualTo("appdb");
        }
    }

    @Test
    void whatAppdbDidNotMakeItDoesNotDestroyOrStop() {
        ServerTarget target = new ServerTarget(Map.of(), sessions, PasswordPlace.in(kept));

        assertThatThrownBy(() -> target.planDestroy(request(""), Progress.SILENT))
                .hasMessageContaining("did not make the server");
        assertThatThrownBy(() -> target.stop(request(""), Progress.SILENT))
                .hasMessageContaining("did not make the server");
    }

    @Test
    void aPersonConnectsWithTheSameParameters() throws Exception {
        assertThat(new ServerTarget(Map.of(), sessions, PasswordPlace.in(kept))
                        .parameters(request("?sslmode=require"), "migrator")
                        .commandLine())
                .isEqualTo("PGSSLMODE=require psql --host=127.0.0.1 --port="
                        + server.running().port() + " --username=migrator --dbname=" + database);
    }

    @AfterEach
    void endTheSessions() {
        sessions.close();
    }

    private DatabaseRequest request(String parameters) {
        return request(server.running().port(), parameters);
    }

    private DatabaseRequest request(int port, String parameters) {
        return request("127.0.0.1:" + port, database, parameters);
    }

    private static DatabaseRequest request(String server, String database, String parameters) {
        String url = "postgresql://postgres@" + server + "/" + database + parameters;
        return new DatabaseRequest(
                new AppName("app"),
                new EnvironmentName("dev"),
                Target.SERVER,
                PostgresVersion.DEFAULT,
                AuroraSettings.DEFAULT,
                new DatabaseNames(database, "app", "app", "migrator"),
                BackendModule.SERVICE,
                Optional.empty(),
                Optional.of(new ServerUrl(url)),
                new TreeMap<>());
    }
}
