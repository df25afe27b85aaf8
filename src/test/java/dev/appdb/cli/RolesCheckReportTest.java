package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

/** The forms of one report: of a database that is fine, one with a warning, a damaged one, and one that is not there. */
@Timeout(900)
class RolesCheckReportTest {
    @TempDir
    static Path project;

    private static TestServer server;
    private static Developer developer;

    @BeforeAll
    static void severalStates() throws Exception {
        server = TestServers.onDefault();
        developer = new Developer(project, ScriptedGuide.none(), Map.of("LANG", "C.UTF-8", "PGPASSWORD", password()));
        Files.createDirectories(project.resolve("infra/shop"));
        setUp("fine");
        damage(setUp("warned"), "GRANT USAGE ON SCHEMA app TO PUBLIC");
        damage(setUp("damaged"), "CREATE TABLE app.\"le`gacy\" (id int)");
        Files.createDirectories(project.resolve("infra/shop/appdb"));
        Files.writeString(
                project.resolve("infra/shop/appdb/gone.json"),
                "{\"format\": 1, \"target\": \"server\", \"server_url\": \"postgresql://postgres@127.0.0.1:1/app\"}\n");
    }

    private static String password() throws IOException {
        return Files.readString(server.running().passwordFile())
                .lines()
                .filter(line -> line.contains(":" + server.running().master() + ":"))
                .map(line -> line.substring(line.lastIndexOf(':') + 1))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the name of the database. */
    private static String setUp(String environment) {
        String database = server.newDatabase();
        Invocation setup = developer.runs(
                "setup --target server --yes --app-user report_app --migrator-user report_migrator",
                "--app-name",
                "shop",
                "--environment",
                environment,
                "--server-url",
                "postgresql://" + server.running().master() + "@127.0.0.1:"
                        + server.running().port() + "/" + database);
        assertThat(setup.exitCode()).as(setup.err()).isZero();
        return database;
    }

    private static void damage(String database, String sql) throws Exception {
        try (Connection connection = server.asBootstrap(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Invocation check(String environment, String... more) {
        return developer.runs("roles check --no-color --app-name shop --environment " + environment, more);
    }

    @ParameterizedTest
    @CsvSource({
        "fine,    critical, 0",
        "fine,    warning,  0",
        "fine,    never,    0",
        "warned,  critical, 0",
        "warned,  warning,  3",
        "warned,  never,    0",
        "damaged, critical, 3",
        "damaged, warning,  3",
        "damaged, never,    0",
        "gone,    critical, 1",
        "gone,    warning,  1",
        "gone,    never,    1",
    })
    void failOnDecidesTheExitCodeOfAllFormatsButNotOfAFailure(String environment, String failOn, int exit) {
        assertThat(check(environment, "--fail-on", failOn).exitCode()).isEqualTo(exit);
        assertThat(check(environment, "--fail-on", failOn, "--output", "json").exitCode())
                .isEqualTo(exit);
        assertThat(check(environment, "--fail-on", failOn, "--output", "junit").exitCode())
                .isEqualTo(exit);
    }

    @Test
    void theTextHasTheVerdictFirstThenWhatIsWrongWhatBreaksAndWhatToRun() {
        Invocation damaged = check("damaged");

        List<String> lines = damaged.out().lines().toList();
        assertThat(lines.get(0)).startsWith("roles check failed: 1 critical (O01); ");
        assertThat(lines.get(2)).startsWith("O01  CRITICAL: objects in app");
        assertThat(damaged.out())
                .contains("     Impact: Migrations can't change or drop these objects.", "     Explains: P03, O02")
                .contains("\n-- as a superuser\nALTER TABLE app.\"le`gacy\" OWNER TO report_migrator;\n")
                .doesNotContain("passed: user");
        assertThat(check("fine").out())
                .as("one line")
                .startsWith("roles check passed: ")
                .doesNotContain("R01");
        assertThat(check("fine", "--verbose").out()).contains("\nR01  passed: user report_app: ");
    }

    @Test
    void theDocumentIsAsItsSchemaDescribesIt() throws Exception {
        JsonSchema schema = new JsonSchema("roles-check");
        for (String environment : List.of("fine", "warned", "damaged")) {
            assertThat(schema.violations(check(environment, "--output", "json").json()))
                    .as(environment)
                    .isEmpty();
        }
        JsonNode json = check("damaged", "--output", "json").json();
        assertThat(json.path("environment").asText()).isEqualTo("damaged");
        assertThat(json.path("server").asText())
                .isEqualTo("127.0.0.1:" + server.running().port());
        assertThat(json.path("as").asText()).isEqualTo(server.running().master());
        assertThat(Instant.parse(json.path("checked_at").asText())).isBefore(Instant.now());
        assertThat(json.path("verdict").asText()).isEqualTo("failed");
        assertThat(json.at("/counts/critical").asInt()).isEqualTo(1);
        assertThat(json.at("/counts/failed").asInt()).as("checks").isEqualTo(3);
        assertThat(json.path("checks").findValuesAsText("cause"))
                .containsExactly("O01 objects in app", "O01 objects in app");
    }

    @Test
    void theSchemaFindsWhatIsWrong() throws Exception {
        JsonSchema schema = new JsonSchema("roles-check");
        ObjectNode json = (ObjectNode) check("fine", "--output", "json").json();
        ((ObjectNode) json.path("checks").get(0)).put("status", "fine");
        json.put("verdict", "good").put("more", 1).remove("as");
        ((ObjectNode) json.path("counts")).put("passed", -1);

        assertThat(schema.violations(json))
                .hasSize(5)
                .anySatisfy(violation -> assertThat(violation).contains("/checks/0/status", "enumeration"))
                .anySatisfy(violation -> assertThat(violation).contains("/verdict", "enumeration"))
                .anySatisfy(violation -> assertThat(violation).contains("required property 'as'"))
                .anySatisfy(violation -> assertThat(violation).contains("'more' is not defined"))
                .anySatisfy(violation -> assertThat(violation).contains("/counts/passed", "minimum"));
    }

    @Test
    void junitAndMarkdownAreOnStdoutAlone() throws Exception {
        String junit = check("damaged", "--output", "junit").out();
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(junit)))
                        .getDocumentElement()
                        .getAttribute("failures"))
                .isEqualTo("1");
        assertThat(check("gone", "--output", "junit").out()).contains("errors=\"1\"", "<error ");
        assertThat(check("damaged", "--output", "markdown").out())
                .startsWith("# shop-damaged: roles check failed: 1 critical (O01); ")
                .contains("ALTER TABLE app.\"le`gacy\" OWNER TO report_migrator;");
    }

    @Test
    void whatIsNotKnownOrDoesNotGoTogetherIsRefusedAtOnce() {
        Invocation wrong = check("fine", "--fail-on", "info", "--output", "html");
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(wrong.err())
                .contains("\"info\" is not known: use critical, warning or never")
                .contains("\"html\" is not known: use text, json, junit or markdown");

        assertThat(developer.runs("status --output junit").err()).contains("\"junit\" is not known: use text or json");
    }
}
