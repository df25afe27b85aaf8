package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import dev.appdb.failure.Secret;
import dev.appdb.file.PasswordFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The passwords of users on a server without rds_iam, from the setup to their replacement. */
@Timeout(900)
class PasswordCommandsTest {
    private static final long UPDATE_LOCK = 0x6170706462726f6cL;
    private static final String OF_SHOP = " --app-name shop --environment dev";

    private static TestServer server;
    private static int number;

    @TempDir
    Path project;

    private String database;
    private String app;
    private Developer developer;

    @BeforeAll
    static void aPlainServer() throws SQLException {
        server = TestServers.another(PostgresMajor.DEFAULT);
        asBootstrap(server.running().database(), "ALTER ROLE rds_iam RENAME TO no_iam");
    }

    @BeforeEach
    void aDatabase() throws Exception {
        number++;
        database = server.newDatabase();
        app = "app_" + number;
        developer = new Developer(
                project, ScriptedGuide.none(), Map.of("LANG", "C.UTF-8", "PGPASSWORD", master().reveal()));
    }

    private Secret master() throws Exception {
        return new PasswordFile(server.running().passwordFile()).of("postgres").orElseThrow();
    }

    @Test
    void afterASetupTheServiceCanLogInAndNothingElseHasItsPassword() throws Exception {
        Invocation setup = setUp();

        assertThat(setup.exitCode()).as(setup.err()).isEqualTo(ExitCode.DONE);
        assertThat(setup.err())
                .contains(
                        "set a password for " + app + " (SCRAM-SHA-256)",
                        "passwords are kept in " + file(),
                        "appdb password show --app-name shop --environment dev --user app");
        Secret password = shown();
        logIn(password).close();
        assertThat(file()).content().contains(password.reveal());
        assertThat(filesWith(password)).containsExactly(file());
        assertThat(setup.out() + setup.err()).doesNotContain(password.reveal());
        assertThat(developer.runs("roles check --output json" + OF_SHOP).json().path("checks"))
                .filteredOn(check -> check.path("id").asText().equals("L3"))
                .extracting(check -> check.path("found").asText())
                .containsExactly(
                        "it logs in with the password that is kept for it",
                        "it logs in with the password that is kept for it");
    }

    @Test
    void aPlanHasNothingOfAPasswordInAnyForm() throws Exception {
        remember();
        for (String form :
                List.of("roles plan", "roles plan --sql", "plan", "plan --output json", "roles plan --output json")) {
            Invocation plan = developer.runs(form + OF_SHOP + users());
            assertThat(plan.exitCode()).as(plan.err()).isEqualTo(ExitCode.DONE);
            assertThat(plan.out()).as(form).contains("password").doesNotContain("SCRAM-SHA-256$");
        }
        assertThat(file()).doesNotExist();
    }

    /** An update's own passwords never stand in a script: it names the command that sets them. */
    @Test
    void theScriptInPsqlAndTheCommandsThatItNamesGiveWhatAnUpdateGives() throws Exception {
        remember();
        Path script = project.resolve("plan.sql");
        Files.writeString(
                script, developer.runs("roles plan --sql" + OF_SHOP + users()).out());

        Invocation psql = psql(script);

        assertThat(psql.exitCode()).as(psql.out()).isZero();
        assertThat(developer
                        .runs("roles plan --output json" + OF_SHOP + users())
                        .exitCode())
                .as("nothing is left to be changed")
                .isZero();
        for (String user : List.of("app", "migrator")) {
            String command = "password rotate --user " + user;
            assertThat(script).content().contains("has no password yet. Afterwards, set one: appdb " + command);
            assertThat(developer.runs(command + " --yes" + OF_SHOP + users()).exitCode())
                    .isZero();
        }
        Invocation check = developer.runs("roles check --output json" + OF_SHOP + users());
        assertThat(check.exitCode()).as(check.out()).isZero();
        assertThat(check.json().path("checks"))
                .filteredOn(each -> each.path("id").asText().equals("L3"))
                .extracting(each -> each.path("status").asText())
                .containsExactly("passed", "passed");
    }

    private Invocation psql(Path script) throws Exception {
        ProcessBuilder psql = new ProcessBuilder("psql", "--no-psqlrc", "--quiet", "-f", script.toString(), url())
                .redirectErrorStream(true);
        psql.environment().put("PGPASSWORD", master().reveal());
        Process process;
        try {
            process = psql.start();
        } catch (IOException e) {
            return Assumptions.abort("psql is not installed");
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Invocation(process.waitFor(), output, "");
    }

    @Test
    void aReplacedPasswordIsForTheNextLogins() throws Exception {
        setUp();
        Secret old = shown();

        Invocation rotated = developer.runs("password rotate --user app --yes --output json" + OF_SHOP);

        assertThat(rotated.exitCode()).as(rotated.out()).isEqualTo(ExitCode.DONE);
        assertThat(rotated.json().path("password_file").asText()).isEqualTo(file().toString());
        Secret fresh = shown();
        assertThat(fresh).isNotEqualTo(old);
        assertThat(rotated.out() + rotated.err()).doesNotContain(fresh.reveal(), old.reveal());
        logIn(fresh).close();
        assertThatThrownBy(() -> logIn(old)).isInstanceOf(SQLException.class);
        Invocation again = developer.runs("password rotate --user app --yes" + OF_SHOP);
        assertThat(again.out())
                .isEqualTo(app + " has a new password; the old one no longer works. Open sessions go on.\n");
        assertThat(again.err()).contains("It is in " + file(), "restart the service", "appdb password show --user app");
        assertThat(developer.runs("connect --as app --print" + OF_SHOP).out())
                .contains("PGPASSFILE=" + file())
                .doesNotContain(shown().reveal());
    }

    @Test
    void aReplacementThatIsKilledBeforeTheServerHasItIsFinishedByTheNext() throws Exception {
        setUp();
        Secret old = shown();
        try (Connection other = server.asBootstrap(database);
                Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + UPDATE_LOCK + ")");
            Process rotation = new OwnProcess(project, Map.of("PGPASSWORD", master().reveal()))
                    .starts("password rotate --user app --yes" + OF_SHOP);
            awaitWaiting(statement);
            rotation.destroyForcibly().waitFor();
        }
        assertThat(file().resolveSibling("pgpass.next")).exists();
        assertThat(shown()).isEqualTo(old);
        logIn(old).close();

        Invocation next = developer.runs("password rotate --user app --yes" + OF_SHOP);

        assertThat(next.exitCode()).as(next.err()).isEqualTo(ExitCode.DONE);
        logIn(shown()).close();
        assertThatThrownBy(() -> logIn(old)).isInstanceOf(SQLException.class);
        assertThat(file().resolveSibling("pgpass.next")).doesNotExist();
    }

    @Test
    void aReadersPasswordIsShownAndReplacedByItsNameOrAsReader() throws Exception {
        String reader = "reader_" + number;
        Invocation setup = developer.runs(
                "setup --target server --yes --server-url " + url() + OF_SHOP + users() + " --reader " + reader);
        assertThat(setup.exitCode()).as(setup.err()).isEqualTo(ExitCode.DONE);
        Secret old = shown("reader");
        logIn(reader, old).close();

        Invocation rotated = developer.runs("password rotate --user " + reader + " --yes" + OF_SHOP);

        assertThat(rotated.exitCode()).as(rotated.err()).isEqualTo(ExitCode.DONE);
        logIn(reader, shown("reader")).close();
        assertThatThrownBy(() -> logIn(reader, old)).isInstanceOf(SQLException.class);
        assertThat(developer
                        .runs("password rotate --yes --user postgres" + OF_SHOP)
                        .err())
                .contains("\"postgres\" is not known: use app, migrator or " + reader);

        Files.delete(file());
        Invocation check = developer.runs("roles check --output json" + OF_SHOP);
        assertThat(check.json().path("checks"))
                .filteredOn(each -> each.path("subject").asText().equals("user " + reader)
                        && each.path("id").asText().equals("L3"))
                .extracting(each -> each.path("remedy").asText())
                .singleElement()
                .asString()
                .contains("appdb password rotate" + OF_SHOP + " --user " + reader);
    }

    @Test
    void aPersonWithTemporaryAccessGetsAPasswordThatEndsWithTheAccess() throws Exception {
        setUp();
        String jo = "jo_" + number;
        Invocation grant = developer.runs(
                "access grant " + jo + " --as app --for 2h --yes --output json --reason order-17" + OF_SHOP);

        assertThat(grant.exitCode()).as(grant.err()).isEqualTo(ExitCode.DONE);
        assertThat(grant.json().path("changes").toString()).contains("set a password for " + jo + " (SCRAM-SHA-256)");
        assertThat(grant.err())
                .contains("passwords are kept in " + file(), "\"password show\"", "\"--user\":\"" + jo + "\"");
        Secret first = shown(jo);
        logIn(jo, first).close();
        assertThat(filesWith(first)).containsExactly(file());
        assertThat(grant.out() + grant.err()).doesNotContain(first.reveal());
        assertThat(developer.runs("connect --as " + jo + " --print" + OF_SHOP).out())
                .contains("PGPASSFILE=" + file(), "--username=" + jo);

        Invocation renewed = developer.runs("access grant " + jo + " --as app --for 3h --yes --reason more" + OF_SHOP);
        assertThat(renewed.exitCode()).as(renewed.err()).isEqualTo(ExitCode.DONE);
        assertThat(shown(jo)).as("the person goes on with it").isEqualTo(first);
        assertThat(developer
                        .runs("password rotate --yes --user " + jo + OF_SHOP)
                        .exitCode())
                .isEqualTo(ExitCode.DONE);
        Secret theirs = shown(jo);
        Path elsewhere = Files.move(file(), file().resolveSibling("elsewhere"));
        assertThat(developer
                        .runs("access grant " + jo + " --as app --for 4h --yes --reason more" + OF_SHOP)
                        .exitCode())
                .isEqualTo(ExitCode.DONE);
        logIn(jo, theirs).close();
        Files.move(elsewhere, file());
        assertThatThrownBy(() -> logIn(jo, first)).isInstanceOf(SQLException.class);

        assertThat(developer.runs("access revoke " + jo + " --yes" + OF_SHOP).exitCode())
                .isEqualTo(ExitCode.DONE);
        assertThat(file()).content().doesNotContain(jo);
        assertThat(filesWith(theirs)).isEmpty();
        assertThat(developer.runs("connect --as " + jo + " --print" + OF_SHOP).err())
                .contains("\"" + jo + "\" is not known: use app, migrator or postgres");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        password rotate --yes                                | 2 | Missing: --user
        password rotate --yes --user postgres                | 2 | "postgres" is not known: use app or migrator
        password rotate --user app                           | 2 | there is no terminal to confirm on
        password rotate --user app --yes --password-file no  | 2 | there is no such file
        password rotate --user migrator --yes                | 4 | there is no such user
        password show --user migrator                        | 1 | none is kept here
        """)
    void wrongInputIsRefusedWithAReason(String line, int exitCode, String reason) throws Exception {
        remember();

        Invocation refused = developer.runs(line + OF_SHOP + users());

        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(exitCode);
        assertThat(refused.err()).contains(reason);
    }

    @Test
    void elsewhereThereIsNoPasswordToReplace() {
        Invocation refused =
                developer.runs("password rotate --user app --yes --target aws --region us-east-1" + OF_SHOP);

        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("they log in with IAM tokens");
    }

    private Invocation setUp() {
        return developer.runs("setup --target server --yes --server-url " + url() + OF_SHOP + users());
    }

    private void remember() throws Exception {
        Path file = project.resolve("infra/shop/appdb/dev.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"format\": 1, \"target\": \"server\", \"server_url\": \"" + url() + "\"}\n");
    }

    private String users() {
        return " --app-user " + app + " --migrator-user migrator_" + number;
    }

    private String url() {
        return "postgresql://postgres@127.0.0.1:" + server.running().port() + "/" + database;
    }

    private Path file() {
        return project.resolve(".appdb/server/shop/dev/pgpass");
    }

    private Secret shown() {
        return shown("app");
    }

    private Secret shown(String user) {
        Invocation show = developer.runs("password show --user " + user + OF_SHOP);
        assertThat(show.exitCode()).as(show.err()).isEqualTo(ExitCode.DONE);
        return new Secret(show.out().stripTrailing());
    }

    private Connection logIn(Secret password) throws SQLException {
        return logIn(app, password);
    }

    private Connection logIn(String user, Secret password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.running().port() + "/" + database, user, password.reveal());
    }

    private List<Path> filesWith(Secret password) throws Exception {
        try (Stream<Path> all = Files.walk(project)) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            return files.stream().filter(file -> has(file, password)).toList();
        }
    }

    private static boolean has(Path file, Secret password) {
        try {
            return Files.readString(file).contains(password.reveal());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Waits until an update waits for the lock. */
    private void awaitWaiting(Statement statement) throws SQLException {
        long end = System.nanoTime() + 120_000_000_000L;
        boolean waits = false;
        while (!waits) {
            assertThat(System.nanoTime()).isLessThan(end);
            try (ResultSet row = statement.executeQuery(
                    "SELECT count(*) > 0, pg_sleep(0.1) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")) {
                row.next();
                waits = row.getBoolean(1);
            }
        }
    }

    private static void asBootstrap(String database, String sql) throws SQLException {
        try (Connection connection = server.asBootstrap(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
