package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import dev.appdb.failure.Secret;
import dev.appdb.file.PasswordFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code --verbose}: the calls to others, with their durations and without secrets. */
@Timeout(900)
class VerboseTest {
    private static final String OF_APP = " --app-name app --environment dev";

    @TempDir
    Path project;

    @Test
    void printsTheProgramsAndStatementsOfALocalSetup() throws Exception {
        Developer developer = Developer.script(project);
        try {
            Invocation setup = developer.runs("setup --target local --yes --verbose --log-file setup.log" + OF_APP);

            assertThat(setup.exitCode()).as(setup.err()).isZero();
            assertThat(setup.err())
                    .containsPattern("Call \\(\\d+ ms\\): program initdb\n")
                    .containsPattern("Call \\(\\d+ ms\\): postgresql log in to 127\\.0\\.0\\.1:\\d+/app as postgres\n")
                    .containsPattern("Call \\(\\d+ ms\\): postgresql .*CREATE ROLE migrator")
                    .contains("postgresql COMMIT", "done in");
            assertThat(setup.out()).doesNotContain("Call (");
            String log = Files.readString(project.resolve("setup.log"));
            assertThat(log).contains("\"event\":\"called\"", "\"system\":\"program\"", "\"event\":\"run_finished\"");
            Path passwords = passwordFile();
            for (String line : Files.readAllLines(passwords)) {
                String password = line.substring(line.lastIndexOf(':') + 1);
                assertThat(setup.err() + setup.out() + log).doesNotContain(password);
            }
            assertThat(setup.err() + log).doesNotContain("SCRAM-SHA-256$");
        } finally {
            developer.runs("destroy --confirm app-dev" + OF_APP);
        }
    }

    private Path passwordFile() {
        Invocation printed = Developer.script(project).runs("connect --as app --print" + OF_APP);
        assertThat(printed.exitCode()).as(printed.err()).isZero();
        String file =
                printed.out().replaceFirst("(?s).*PGPASSFILE=(\\S+).*", "$1").replace("'", "");
        return Path.of(file);
    }

    @Test
    void hasNoPasswordThatIsMadeOrUsedOnAServer() throws Exception {
        TestServer server = TestServers.another(PostgresMajor.DEFAULT);
        try (Connection connection = server.running()
                        .connect(server.running().bootstrap(), server.running().database());
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE rds_iam RENAME TO no_iam");
        }
        Secret master =
                new PasswordFile(server.running().passwordFile()).of("postgres").orElseThrow();
        Developer developer =
                new Developer(project, ScriptedGuide.none(), Map.of("LANG", "C.UTF-8", "PGPASSWORD", master.reveal()));
        String url = " --server-url postgresql://postgres@127.0.0.1:"
                + server.running().port() + "/" + server.newDatabase();

        Invocation setup = developer.runs("setup --target server --yes --verbose --output json" + OF_APP + url);
        assertThat(setup.exitCode()).as(setup.err()).isZero();
        Secret made = shown(developer);
        Invocation rotate = developer.runs("password rotate --user app --yes --verbose" + OF_APP);
        assertThat(rotate.exitCode()).as(rotate.err()).isZero();
        Secret rotated = shown(developer);

        assertThat(setup.err()).contains("PASSWORD '[redacted]'");
        assertThat(rotate.err()).contains("PASSWORD '[redacted]'");
        assertThat(setup.err() + setup.out() + rotate.err() + rotate.out())
                .doesNotContain(made.reveal(), rotated.reveal(), master.reveal(), "SCRAM-SHA-256$");
        assertThat(setup.events()).anySatisfy(event -> {
            assertThat(event.path("event").asText()).isEqualTo("called");
            assertThat(event.path("system").asText()).isEqualTo("postgresql");
            assertThat(event.path("took").asText()).startsWith("PT");
        });
    }

    private static Secret shown(Developer developer) {
        Invocation shown = developer.runs("password show --user app" + OF_APP);
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        return new Secret(shown.out().strip());
    }

    @Test
    void printsTheCallsOfAwsByTheirNames() throws Exception {
        try (AwsScene scene = AwsScene.in(project)) {
            Invocation status = scene.developer().runs("status --target aws --verbose -o json" + OF_APP);

            assertThat(status.err().lines().map(Console::parsed)).anySatisfy(event -> {
                assertThat(event.path("system").asText()).isEqualTo("aws");
                assertThat(event.path("what").asText()).startsWith("cloudformation DescribeStacks in ");
            });
        }
    }

    @Test
    void isRefusedTogetherWithQuiet() {
        Invocation plan = Developer.script(project).runs("plan --target local --verbose --quiet" + OF_APP);

        assertThat(plan.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(plan.err()).contains("--verbose", "says the opposite of --quiet: leave one of the two out");
        assertThat(project.resolve(".appdb")).doesNotExist();
    }

    static List<String> commands() {
        return HelpPageTest.commands().filter(words -> !words.isEmpty()).toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isAnOptionOfEveryCommand(String words) {
        Invocation help = Developer.script(project).runs(words + " --help");

        boolean isGroup = help.out().contains("\nCommands:") && !words.equals("bot");
        assertThat(isGroup || help.out().contains("--verbose")).as(help.out()).isTrue();
    }
}
