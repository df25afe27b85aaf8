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
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A declaration of what is expected is written into the project, accepted by the check with its reason, and left alone. */
@Timeout(900)
class RolesExpectTest {
    private static final String REPLICATOR = "replicator";
    private static final String WHY = "streams changes to the warehouse";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path project;

    private final TestServer server = TestServers.another(PostgresMajor.DEFAULT);
    private final String database = server.newDatabase();

    @Test
    void aRedCheckOffersTheDeclarationThatMakesItGreen() throws Exception {
        Developer script =
                new Developer(project, ScriptedGuide.none(), Map.of("LANG", "C.UTF-8", "PGPASSWORD", password()));
        assertThat(script.runs("setup -a shop -e dev -t server --server-url " + url() + " --yes")
                        .exitCode())
                .isZero();
        execute("CREATE ROLE " + REPLICATOR + " LOGIN REPLICATION");

        Invocation red = script.runs("roles check");
        assertThat(red.exitCode()).isEqualTo(3);
        String offer = "appdb roles expect --app-name shop --environment dev --role " + REPLICATOR
                + " --may replicate --why REASON";
        assertThat(red.out()).contains("Or, if it is meant, declare it as expected: `" + offer + "`");

        Invocation declared =
                script.runs(offer.substring("appdb ".length()).replace("--why REASON", "--yes"), "--why", WHY);
        assertThat(declared.exitCode()).as(declared.err()).isZero();
        assertThat(Files.readString(project.resolve("infra/shop/appdb/dev.json")))
                .contains("\"expect\"", "\"" + REPLICATOR + "\"", "\"replicate\"", WHY);

        Invocation green = script.runs("roles check");
        assertThat(green.exitCode()).as(green.out()).isZero();
        assertThat(green.out()).contains("R08  " + REPLICATOR + " has REPLICATION (" + WHY + ")");
        JsonNode json = script.runs("roles check --output json").json();
        assertThat(json.path("checks"))
                .filteredOn(check -> check.path("id").asText().equals("R08"))
                .extracting(check -> check.path("accepted").asText())
                .containsExactly(REPLICATOR + " has REPLICATION (" + WHY + ")");
        assertThat(script.runs("roles update --yes").exitCode()).isZero();

        assertThat(script.runs("roles expect " + REPLICATOR + " --remove --yes").exitCode())
                .isZero();
        Invocation redAgain = script.runs("roles check");
        assertThat(redAgain.exitCode()).isEqualTo(3);
        assertThat(redAgain.out().replace('\n', ' '))
                .contains("Last passed: ", "new since then: R08 cluster.", "Since: ");
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        Invocation wrong = Developer.script(project).runs("roles expect --may all");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("name one role or one schema", "\"all\" is not known", "--why", "--yes");
    }

    private String url() {
        return "postgresql://" + server.running().master() + "@127.0.0.1:"
                + server.running().port() + "/" + database;
    }

    private String password() throws IOException {
        return Files.readAllLines(server.running().passwordFile()).stream()
                .filter(each -> each.contains(":" + server.running().master() + ":"))
                .map(line -> line.substring(line.lastIndexOf(':') + 1))
                .findFirst()
                .orElseThrow();
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = server.asBootstrap(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
