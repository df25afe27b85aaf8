package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.JsonDocument.About;
import dev.appdb.cli.console.Console;
import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.TestServers;
import dev.appdb.tui.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of JSON documents, against real commands. {@link Invocation} has every document checked against its schema, here as
 * in all tests; a document without a row fails there.
 */
@Timeout(900)
class JsonDocumentsTest {
    private static final String NAMED = " --app-name app --environment dev";

    @TempDir
    Path project;

    private final Set<String> seen = new TreeSet<>();

    @Test
    void everyCommandHasARow() {
        Set<String> commands =
                HelpPageTest.commands().filter(words -> !isGroup(words)).collect(Collectors.toCollection(TreeSet::new));

        assertThat(commands).isEqualTo(new TreeSet<>(JsonDocument.commands()));
    }

    private static boolean isGroup(String words) {
        return HelpPageTest.commands()
                        .anyMatch(other -> other.startsWith((words + " ").stripLeading()) && !other.isEmpty())
                && !words.equals("bot");
    }

    static List<JsonDocument> rows() {
        return JsonDocument.ALL;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void itsSchemaHasTheHead(JsonDocument row) throws Exception {
        JsonNode schema = Console.parsed(Files.readString(JsonSchema.FOLDER.resolve(row.schema() + ".schema.json")));
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));

        assertThat(required).contains("format", "document", "verdict");
        assertThat(required.contains("app") && required.contains("environment")).isEqualTo(row.about() == About.ONE);
        assertThat(schema.path("properties").has("app")).isEqualTo(row.about() != About.NONE);
        assertThat(schema.at("/properties/document").toString()).contains("\"" + row.name() + "\"");
        schema.at("/properties/verdict/enum")
                .forEach(verdict -> assertThat(row.verdicts() + JsonDocument.ALL)
                        .as(row.name())
                        .contains("`" + verdict.asText() + "`"));
    }

    @Test
    void theDocumentsOfALocalDatabase() throws Exception {
        Files.createDirectories(project.resolve("infra/app"));
        Developer developer = new Developer(project, ScriptedGuide.none(), Map.of("LANG", "C.UTF-8"));
        try {
            for (String line : List.of(
                    "doctor",
                    "setup --target local --yes" + NAMED,
                    "configure --yes" + NAMED,
                    "extensions set postgres_fdw=on --yes --app-name app",
                    "extensions list" + NAMED,
                    "extensions unset postgres_fdw --yes --app-name app",
                    "plan" + NAMED,
                    "apply --yes" + NAMED,
                    "roles plan" + NAMED,
                    "roles update --yes" + NAMED,
                    "roles check" + NAMED,
                    "roles check --all",
                    "roles expect reports --may read --why reports --yes" + NAMED,
                    "roles checks",
                    "password rotate --user app --yes" + NAMED,
                    "password show --user app" + NAMED,
                    "access grant jo --as app --for 1h --reason look --yes" + NAMED,
                    "access list" + NAMED,
                    "access revoke jo --yes" + NAMED,
                    "connect --as app --print" + NAMED,
                    "environments",
                    "status" + NAMED,
                    "drift" + NAMED,
                    "runs list",
                    "runs show",
                    "doctor" + NAMED,
                    "stop" + NAMED,
                    "completion bash",
                    "complete -o json -- sta",
                    "status --environment X!",
                    "runs show nosuch")) {
                see(developer, line);
            }
        } finally {
            see(developer, "destroy --confirm app-dev" + NAMED);
        }

        Set<String> all =
                JsonDocument.ALL.stream().map(JsonDocument::name).collect(Collectors.toCollection(TreeSet::new));
        all.removeAll(Set.of("adopt", "iam-policy")); // below
        all.removeAll(Set.of("bot policy explain", "bot audit verify", "bot health")); // in tests of the bot
        assertThat(seen).isEqualTo(all);
    }

    @Test
    void theDocumentsOfAnAdoptedDatabaseInAnAccount() throws Exception {
        try (AwsScene scene = AwsScene.in(project).withRoleManagerOn(TestServers.another(PostgresMajor.DEFAULT))) {
            AwsScene.jar(project);
            scene.with("infra/other/app-config/dev.tf", "module \"dev_config\" {\n  network_name = \"dev\"\n}\n");
            SomebodysDatabase.cluster(scene.aws.account(), "app-dev");
            Developer developer = scene.developer();
            for (String line : List.of(
                    "adopt --role-manager --yes --allow-ingress" + NAMED,
                    "status" + NAMED,
                    "doctor" + NAMED,
                    "drift" + NAMED,
                    "plan" + NAMED,
                    "iam-policy --target aws --region us-east-1 --app-name other --environment dev",
                    "apply --yes" + NAMED,
                    "connect --as app --print" + NAMED,
                    "extensions list" + NAMED,
                    "destroy --confirm app-dev" + NAMED)) {
                see(developer, line);
            }
        } finally {
            AwsScene.withoutJar();
        }

        assertThat(seen).contains("adopt", "iam-policy", "drift").doesNotContain("failure", "problems");
    }

    private void see(Developer developer, String line) {
        Invocation invocation = developer.runs(line.contains("-o json") ? line : line + " -o json");
        JsonNode document = invocation.json();
        assertThat(document.path("format").asInt()).as(line + invocation.err()).isEqualTo(1);
        String name = document.path("document").asText();
        JsonDocument row = JsonDocument.named(name).orElseThrow();
        if (row.about() != About.NAMED) {
            assertThat(document.has("app")).as(line).isEqualTo(row.about() == About.ONE);
        }
        seen.add(name);
        assertThat(document.has("failure") || document.has("problems"))
                .as(line + " " + document)
                .isEqualTo(line.contains("X!") || line.contains("nosuch"));
    }

    @Test
    void aFailureNamesTheDatabaseThatWasNamed() {
        JsonNode failure = Developer.script(project)
                .runs("connect --as app --print --target local -o json" + NAMED)
                .json();

        assertThat(failure.path("document").asText()).isEqualTo("failure");
        assertThat(failure.path("app").asText()).isEqualTo("app");
        assertThat(failure.path("environment").asText()).isEqualTo("dev");
    }

    @Test
    void thePageOfSchemasIsTheTable() throws Exception {
        List<String> lines = new ArrayList<>(List.of(
                "# Reference: JSON documents",
                "",
                "Written from the table that the tests hold every command against. What all have in common stands in",
                "[JSON](../json.md).",
                "",
                "| document | app and environment | verdict | schema |",
                "|---|---|---|---|"));
        for (JsonDocument row : JsonDocument.ALL) {
            lines.add("| `" + row.name() + "` | " + row.about().words + " | " + row.verdicts() + " | [" + row.schema()
                    + "](" + row.schema() + ".schema.json) |");
        }
        lines.add("");
        lines.add(
                "`template` and `bot manifest` print CloudFormation's and Slack's documents; `bot audit export` prints each entry");
        lines.add(
                "as a line of JSON. Also here: [events](events.schema.json), the lines on stderr and in the journal;");
        lines.add("[environment](environment.schema.json), what is remembered of one.");

        Golden.assertSame(JsonSchema.FOLDER.resolve("README.md"), lines);
    }
}
