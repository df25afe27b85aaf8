package dev.appdb.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import dev.appdb.embedded.TestStandby;
import dev.appdb.engine.Preflight.Finding;
import dev.appdb.engine.Preflight.Verdict;
import dev.appdb.engine.Progress;
import dev.appdb.failure.Secret;
import dev.appdb.form.SecretPrompt;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.ServerUrl;
import dev.appdb.setting.SettingValues;
import dev.appdb.setting.Settings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The look at a server before a setup, and the question for its password. */
class ServerPrecheckTest {
    private static final SecretPrompt UNASKED = (prompt, problem) -> {
        throw new AssertionError("asked for: " + prompt);
    };

    @TempDir
    Path kept;

    private final TestServer server = TestServers.onDefault();
    private final String database = server.newDatabase();
    private final ServerSessions sessions = new ServerSessions();
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void endTheSessions() {
        sessions.close();
    }

    @Test
    void aServerThatIsReachedWithTheGivenPasswordIsGood() throws Exception {
        Finding finding =
                look(target(Map.of("PGPASSWORD", password())), server.running().master(), UNASKED);

        assertThat(finding.verdict()).as(finding.found()).isEqualTo(Verdict.OK);
        assertThat(finding.found()).startsWith(place() + " answers, PostgreSQL 16.");
    }

    @Test
    void aPasswordThatIsMissingIsAskedForUntilItIsRightAndUsedForAllThatFollows() throws Exception {
        ServerTarget target = target(Map.of());

        Finding finding = look(target, server.running().master(), typing("wr0ng-one", password()));

        assertThat(finding.verdict()).as(finding.found()).isEqualTo(Verdict.OK);
        assertThat(asked)
                .containsExactly(
                        "Password of postgres on " + place() + ": ",
                        "Password of postgres on " + place()
                                + ": password authentication failed for user \"postgres\"");
        assertThat(target.extensions(request(server.running().master(), database), Progress.SILENT))
                .isNotEmpty();
        assertThat(kept).isEmptyDirectory();
    }

    @Test
    void aPasswordOfTheEnvironmentThatIsWrongIsAskedForToo() throws Exception {
        ServerTarget target = target(Map.of("PGPASSWORD", "wr0ng-one"));

        assertThat(look(target, server.running().master(), typing(password())).verdict())
                .isEqualTo(Verdict.OK);
        assertThat(asked.get(0)).endsWith("password authentication failed for user \"postgres\"");
    }

    @Test
    void whoGoesBackGetsTheServersWordAndAWrongPasswordIsForgotten() throws Exception {
        ServerTarget target = target(Map.of());

        Finding finding = look(target, server.running().master(), typing("wr0ng-one"));

        assertThat(finding.verdict()).isEqualTo(Verdict.PROBLEM);
        assertThat(finding.found())
                .isEqualTo(place() + ": password authentication failed for user \"postgres\"")
                .doesNotContain("wr0ng-one");
        look(target, server.running().master(), typing(password()));
        assertThat(asked.get(2)).isEqualTo("Password of postgres on " + place() + ": ");
    }

    @Test
    void aServerThatDoesNotAnswerOrLacksTheDatabaseIsNoQuestionForAPassword() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        ServerTarget target = target(Map.of("PGPASSWORD", password()));

        Finding closed = target.precheck(request("postgres@127.0.0.1:" + port, database), UNASKED)
                .get(0);
        assertThat(closed.verdict()).isEqualTo(Verdict.PROBLEM);
        assertThat(closed.found()).startsWith("127.0.0.1:" + port + ": ").contains("refused");
        assertThat(closed.remedy().toString()).contains("reachable from here");

        Finding absent = target.precheck(request(server.running().master(), "no_such_thing"), UNASKED)
                .get(0);
        assertThat(absent.found()).isEqualTo(place() + ": database \"no_such_thing\" does not exist");
        assertThat(absent.remedy().toString()).contains("Create the database first");
    }

    @Test
    void whoMayNotMakeWhatASetupMakesIsReportedBeforeTheOtherQuestions() throws Exception {
        String clerk = "clerk_" + database;
        execute("CREATE ROLE " + clerk + " LOGIN PASSWORD 'cl3rk'");
        server.running().allowLogin(clerk);
        ServerTarget target = target(Map.of("PGPASSWORD", password(clerk)));

        assertThat(look(target, clerk, UNASKED).found())
                .isEqualTo(
                        clerk + " may not create users on " + place() + ": it is neither superuser nor has CREATEROLE");

        execute("ALTER ROLE " + clerk + " CREATEROLE");
        sessions.close();
        assertThat(look(target, clerk, UNASKED).found())
                .isEqualTo(clerk + " does not own database " + database + " on " + place());

        execute("ALTER DATABASE " + database + " OWNER TO " + clerk);
        assertThat(look(target, clerk, UNASKED).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void aReplicaTakesNoChanges() throws Exception {
        try (TestStandby pair = TestStandby.of(PostgresMajor.DEFAULT, ignored -> {})) {
            TestServer reader = pair.reader();
            SessionAdministrator administrator =
                    new SessionAdministrator(reader, reader.running().database());
            ServerTarget target = target(Map.of("PGPASSWORD", administrator.password()));

            Finding finding = target.precheck(
                            request(
                                    reader.running().master() + "@127.0.0.1:"
                                            + reader.running().port(),
                                    reader.running().database()),
                            UNASKED)
                    .get(0);

            assertThat(finding.found()).endsWith("is a replica, which takes no changes");
        }
    }

    private Finding look(ServerTarget target, String user, SecretPrompt prompt) {
        return target.precheck(request(user, database), prompt).get(0);
    }

    /** Types these passwords, and then goes back. */
    private SecretPrompt typing(String... passwords) {
        Deque<String> left = new ArrayDeque<>(List.of(passwords));
        return (prompt, problem) -> {
            asked.add(prompt + ": " + problem);
            return Optional.ofNullable(left.poll()).map(Secret::new);
        };
    }

    private ServerTarget target(Map<String, String> environment) {
        return new ServerTarget(environment, sessions, PasswordPlace.in(kept), new TypedPasswords());
    }

    private String password() throws Exception {
        return new SessionAdministrator(server, database).password();
    }

    private String password(String user) throws Exception {
        return server.running().password(user).reveal();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.asBootstrap(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String place() {
        return "127.0.0.1:" + server.running().port();
    }

    private DatabaseRequest request(String user, String databaseName) {
        String server = user.contains("@") ? user : user + "@" + place();
        return SettingValues.NONE
                .parsed(Settings.APP_NAME, "app")
                .parsed(Settings.ENVIRONMENT, "dev")
                .parsed(Settings.TARGET, "server")
                .parsed(Settings.APP_USER, "app_" + database)
                .parsed(Settings.MIGRATOR_USER, "migrator_" + database)
                .with(Settings.SERVER_URL, new ServerUrl("postgresql://" + server + "/" + databaseName))
                .with(Settings.DATABASE, databaseName)
                .request();
    }
}
