package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemas, readers and temporary access on the command line, against a real server. */
@Timeout(900)
class AccessCommandsTest {
    @TempDir
    static Path project;

    private static Developer developer;

    @BeforeAll
    static void aDatabaseWithTwoSchemasAndAReader() throws Exception {
        TestServer server = TestServers.onDefault();
        String password = Files.readString(server.running().passwordFile())
                .lines()
                .filter(line -> line.contains(":" + server.running().master() + ":"))
                .map(line -> line.substring(line.lastIndexOf(':') + 1))
                .findFirst()
                .orElseThrow();
        Path config = project.resolve("infra/shop/app-config/env-config/database.tf");
        Files.createDirectories(config.resolveSibling("."));
        Files.writeString(config, """
                locals {
                  database_config = {
                    additional_schema_names = ["legacy",]
                    superuser_extensions    = {}
                  }
                }
                """);
        developer = new Developer(
                project, ScriptedGuide.none(), Map.of("LANG", "C.UTF-8", "PGPASSWORD", password, "USER", "mia"));
        Invocation setup = developer.runs(
                "setup --target server --yes --app-name shop --environment dev --app-user access_app"
                        + " --migrator-user access_migrator --reader access_reader --server-url",
                "postgresql://" + server.running().master() + "@127.0.0.1:"
                        + server.running().port() + "/" + server.newDatabase());
        assertThat(setup.exitCode()).as(setup.err()).isZero();
    }

    @Test
    void schemasOfTheProjectAndReadersAreRememberedAndMade() throws Exception {
        assertThat(Files.readString(project.resolve("infra/shop/appdb/dev.json")))
                .contains("\"schema\": \"app,legacy\"", "\"readers\": \"access_reader\"");
        JsonNode roles = developer.runs("roles update --yes --output json").json();
        assertThat(roles.at("/roles").toString()).contains("access_reader");
        assertThat(roles.at("/schema_privileges/legacy").asText()).contains("access_reader=U/");
        assertThat(developer.runs("roles check --probe").exitCode()).isZero();
        assertThat(developer.runs("connect --as reader --print").out()).contains("--username=access_reader");
        assertThat(developer.runs("connect --as root --print").err())
                .contains("\"root\" is not known: use app, migrator, postgres or access_reader");
    }

    @Test
    void accessIsGrantedListedCheckedAndRevoked() {
        Invocation grant = developer.runs("access grant jo --as reader --for 2h --yes --reason", "look into order 17");
        assertThat(grant.exitCode()).as(grant.err()).isZero();
        assertThat(grant.out()).startsWith("granted jo as access_reader until ");
        assertThat(grant.err()).as("this server has rds_iam").contains("VALID UNTIL does not end IAM");
        assertThat(developer.runs("access list").out())
                .startsWith("jo as access_reader until ")
                .contains(": look into order 17 (granted by mia)");
        JsonNode listed = developer.runs("access list --output json").json().at("/access/0");
        assertThat(listed.path("as").asText()).isEqualTo("access_reader");
        assertThat(listed.path("state").asText()).isEqualTo("valid");
        assertThat(developer.runs("roles check").exitCode()).isZero();

        assertThat(developer.runs("connect --as jo --print").out()).contains("--username=jo");

        assertThat(developer.runs("access revoke jo --yes").out()).startsWith("revoked the access of jo");
        assertThat(developer.runs("access list").out()).isBlank();
        assertThat(developer.runs("access revoke jo --yes").exitCode())
                .as("again")
                .isZero();
    }

    @Test
    void theRunsJournalKeepsWhoGotAccessAndWhoLostIt() {
        String run = developer
                .runs("access grant mo --as app --for 1h --yes --output json --reason", "order 18")
                .json()
                .path("run")
                .asText();
        developer.runs("access revoke mo --yes");

        assertThat(developer.runs("runs list").out()).contains("access grant", "access revoke", run);
        assertThat(developer.runs("runs show " + run).out())
                .contains("granted mo as access_app until ", ": order 18 (granted by mia)");
    }

    @Test
    void nothingIsGrantedWithoutAConfirmation() {
        Invocation grant = developer.runs("access grant ann --as app --for 1h --reason", "a look");
        assertThat(grant.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(grant.err()).contains("no changes were made", "--yes");
        assertThat(developer.runs("access list").out()).doesNotContain("ann");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    access grant                                              | USER, --as, --reason, --for
                    access grant jo --as reader --reason x                    | --for
                    access grant jo --as reader --reason x --for 8d           | give a time from 1m to 7d
                    access grant Jo --as reader --reason x --for 2h           | lowercase letters
                    access grant jo --as migrator --reason x --for 2h         | "migrator" is not known: use reader or app
                    access revoke                                             | USER
                    access revoke jo*                                         | lowercase letters
                    """)
    void wrongInputIsNamed(String line, String expected) {
        Invocation wrong = developer.runs(line.strip());
        assertThat(wrong.exitCode()).as(wrong.err()).isEqualTo(ExitCode.INPUT);
        for (String part : expected.contains("is not") || expected.contains("give")
                ? new String[] {expected}
                : expected.split(", ")) {
            assertThat(wrong.err()).contains(part);
        }
    }
}
