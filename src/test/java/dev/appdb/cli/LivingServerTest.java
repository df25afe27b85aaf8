package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server where others live already: nothing is taken from them, and no closed login is opened, without being asked about. */
@Timeout(900)
class LivingServerTest {
    private static final String REPORT = "report";
    private static final String APP = "app";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path project;

    private final TestServer server = TestServers.another(PostgresMajor.DEFAULT);
    private final String database = server.newDatabase();

    @BeforeEach
    void othersLiveThere() throws Exception {
        execute(
                "CREATE ROLE " + REPORT + " LOGIN",
                "CREATE TABLE public.sales (id int)",
                "GRANT SELECT ON public.sales TO " + REPORT);
        server.running().allowLogin(REPORT);
    }

    @Test
    void withoutATerminalEachLoserHasToBeNamed() throws Exception {
        Developer script = developer(ScriptedGuide.none());

        Invocation refused = script.runs(setup() + " --yes --output json");

        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(4);
        JsonNode failure = refused.json().get("failure");
        assertThat(failure.get("code").asText()).isEqualTo("roles-consent");
        assertThat(failure.get("why").asText())
                .contains(REPORT + " loses CONNECT and TEMPORARY on database " + database)
                .contains(REPORT + " loses unqualified names of 1 table on schema public");
        assertThat(failure.get("remedy").asText())
                .contains("--allow-revoke " + REPORT, "--keep-connect " + REPORT, "--additive");
        assertThat(project.resolve("infra")).as("no file is written").doesNotExist();
        assertThat(value("SELECT count(*) FROM pg_roles WHERE rolname = '" + APP + "'"))
                .isEqualTo("0");

        Invocation named = script.runs(setup() + " --yes --output json --allow-revoke " + REPORT);
        assertThat(named.exitCode()).as(named.err()).isZero();
        assertThat(value("SELECT has_database_privilege('" + REPORT + "', '" + database + "', 'CONNECT')"))
                .isEqualTo("f");
    }

    @Test
    void aPersonChoosesToOnlyAddAndTheOthersKeepAllTheyHad() throws Exception {
        ScriptedGuide person = ScriptedGuide.answering(Map.of(), "yes", "additive", "yes");

        Invocation setup = developer(person).runs(setup());

        assertThat(setup.exitCode()).as(setup.err()).isEqualTo(3);
        assertThat(setup.err()).contains("--additive --yes");
        assertThat(setup.out()).contains("PUBLIC has CONNECT");
        assertThat(person.asked)
                .filteredOn(question -> question.startsWith("Write "))
                .hasSize(1);
        assertThat(value("SELECT has_schema_privilege('" + APP + "', 'app', 'USAGE')"))
                .isEqualTo("t");
        try (Connection theirs = server.as(REPORT, database);
                Statement statement = theirs.createStatement()) {
            assertThat(statement.execute("SELECT * FROM sales")).isTrue();
        }
    }

    @Test
    void aPersonWhoTakesOverFullyTypesTheNamesOfTheLosers() throws Exception {
        Path other = Files.createDirectories(project.resolve("other"));
        Developer wrong = developer(other, ScriptedGuide.answering(Map.of(), "yes", "somebody", "yes"));
        assertThat(wrong.runs(setup()).exitCode()).isEqualTo(4);

        Developer right = developer(ScriptedGuide.answering(Map.of(), "yes", REPORT, "yes"));
        Invocation setup = right.runs(setup());

        assertThat(setup.exitCode()).as(setup.err()).isZero();
        assertThat(setup.out()).contains("passed");
    }

    @Test
    void aLoginThatSomebodyClosedIsOpenedOnlyWhereItIsNamed() throws Exception {
        Developer script = developer(ScriptedGuide.none());
        assertThat(script.runs(setup() + " --yes --allow-revoke " + REPORT).exitCode())
                .isZero();
        execute("ALTER ROLE " + APP + " NOLOGIN", "REVOKE USAGE ON SCHEMA app FROM " + APP);

        assertThat(script.runs("roles check --output json").json().path("checks"))
                .filteredOn(check -> check.path("id").asText().equals("R02")
                        && check.path("status").asText().equals("failed"))
                .extracting(check -> check.path("remedy").asText())
                .containsExactly("appdb roles update --app-name shop --environment dev --allow-login " + APP);
        Invocation refused = script.runs("roles update --yes --output json");
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.json().get("failure").get("why").asText())
                .isEqualTo(APP + " can log in again: it loses NOLOGIN");
        assertThat(refused.json().get("failure").get("remedy").asText())
                .isEqualTo("To let them log in again, add --allow-login " + APP
                        + ". To take nothing away, add --additive.");

        Invocation additive = script.runs("roles update --yes --additive");
        assertThat(additive.exitCode()).as(additive.err()).isEqualTo(3);
        assertThat(value("SELECT rolcanlogin FROM pg_roles WHERE rolname = '" + APP + "'"))
                .isEqualTo("f");
        assertThat(value("SELECT has_schema_privilege('" + APP + "', 'app', 'USAGE')"))
                .isEqualTo("t");

        Invocation named = script.runs("roles update --yes --allow-login " + APP);
        assertThat(named.exitCode()).as(named.err()).isZero();
        assertThat(value("SELECT rolcanlogin FROM pg_roles WHERE rolname = '" + APP + "'"))
                .isEqualTo("t");
    }

    private String setup() {
        return "setup --app-name shop --environment dev --target server --server-url postgresql://"
                + server.running().master() + "@127.0.0.1:" + server.running().port() + "/" + database + " --no-color";
    }

    private Developer developer(ScriptedGuide guide) throws IOException {
        return developer(project, guide);
    }

    private Developer developer(Path folder, ScriptedGuide guide) throws IOException {
        return new Developer(folder, guide, Map.of("LANG", "C.UTF-8", "PGPASSWORD", password()));
    }

    private String password() throws IOException {
        List<String> lines = Files.readAllLines(server.running().passwordFile());
        String line = lines.stream()
                .filter(each -> each.contains(":" + server.running().master() + ":"))
                .findFirst()
                .orElseThrow();
        return line.substring(line.lastIndexOf(':') + 1);
    }

    private void execute(String... statements) throws Exception {
        try (Connection connection = server.asBootstrap(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String value(String query) throws Exception {
        try (Connection connection = server.asBootstrap(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
