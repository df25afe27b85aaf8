package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The project and the database that are meant where no flag names them. */
class WhereOneStandsTest {
    private static final String REMEMBERED = "{\"format\": 1, \"target\": \"aws\", \"region\": \"us-east-1\","
            + " \"postgres\": 16, \"aurora\": {\"min_acu\": 0.5, \"max_acu\": 2}}";

    @TempDir
    Path folder;

    private Path project;

    @BeforeEach
    void makeProject() throws IOException {
        project = folder.resolve("project");
        with("infra/project-config/main.tf", """
            locals {
              project_name   = "demo"
              default_region = "us-east-1"
              network_configs = {
                prod = { account_name = "live" }
              }
            }
            """);
        with("infra/accounts/live.123456789012.s3.tfbackend", "bucket = \"live-tf\"\nregion = \"us-east-1\"\n");
        with("infra/shop/app-config/prod.tf", """
            module "prod_config" {
              source       = "./env-config"
              environment  = "prod"
              network_name = "prod"
            }
            """);
        with("infra/shop/appdb/staging.json", REMEMBERED);
        with("infra/blog/app-config/main.tf", "locals {\n  has_database = false\n}\n");
        with("infra/blog/app-config/dev.tf", "module \"dev_config\" {\n  source = \"./env-config\"\n}\n");
        with("services/shop/src/Main.java", "class Main {}\n");
    }

    private void with(String file, String text) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text);
    }

    private static Developer at(Path directory, String... variables) {
        Map<String, String> environment = new HashMap<>(Map.of("LANG", "C.UTF-8"));
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return new Developer(directory, ScriptedGuide.none(), environment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "infra", "infra/shop/app-config", "services/shop/src"})
    void theProjectIsFoundUpwards(String below) {
        Invocation environments = at(project.resolve(below)).runs("environments");

        assertThat(environments.exitCode()).isZero();
        assertThat(environments.out()).contains("shop prod", "shop staging");
    }

    @Test
    void aRepositoryThatBeginsBelowIsAnotherProject() throws IOException {
        Files.createDirectories(project.resolve("services/shop/.git"));

        Invocation environments = at(project.resolve("services/shop/src")).runs("environments");

        assertThat(environments.out()).isBlank();
        assertThat(environments.err()).contains("no environments yet");
    }

    @Test
    void anInfraFolderBelowIsNearer() throws IOException {
        with("services/shop/infra/other/appdb/dev.json", REMEMBERED);

        assertThat(at(project.resolve("services/shop/src")).runs("environments").out())
                .contains("other dev")
                .doesNotContain("staging");
    }

    @Test
    void aProjectIsNamedByVariableOrFlag() {
        Path elsewhere = folder.resolve(".");

        assertThat(at(elsewhere, "APPDB_PROJECT", "project")
                        .runs("environments")
                        .out())
                .contains("shop staging");
        assertThat(at(elsewhere, "APPDB_PROJECT", "nowhere")
                        .runs("environments --project project")
                        .out())
                .contains("shop staging");
        Invocation wrong = at(elsewhere, "APPDB_PROJECT", "nowhere").runs("status");
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(wrong.err()).contains("APPDB_PROJECT", "nowhere is not a folder that exists");
    }

    @Test
    void environmentsAreListedWithTargetAccountAndSource() {
        assertThat(at(project)
                        .runs("configure --yes -a shop -e staging -t local")
                        .exitCode())
                .isZero();

        JsonNode listed = at(project).runs("environments --output json").json().path("environments");

        assertThat(listed)
                .hasToString("["
                        + "{\"app\":\"shop\",\"environment\":\"prod\",\"account\":\"live (123456789012)\","
                        + "\"source\":\"from infra/shop/app-config/prod.tf\"},"
                        + "{\"app\":\"shop\",\"environment\":\"staging\",\"target\":\"aws\","
                        + "\"account\":\"live (123456789012)\",\"source\":\"from infra/shop/appdb/staging.json\"},"
                        + "{\"app\":\"shop\",\"environment\":\"staging\",\"target\":\"local\","
                        + "\"source\":\"from .appdb/environments/shop/staging.json\"}]");
    }

    @Test
    void variablesNameTheDatabaseAndFlagsComeFirst() {
        Developer developer =
                at(project, "APPDB_APP_NAME", "shop", "APPDB_ENVIRONMENT", "prod", "APPDB_TARGET", "local");

        assertThat(developer.runs("status --output json").json().path("cluster").asText())
                .isEqualTo("shop-prod");
        JsonNode other = developer.runs("status -e staging --output json").json();
        assertThat(other.path("cluster").asText()).isEqualTo("shop-staging");
        assertThat(other.path("target").asText()).isEqualTo("local");
    }

    @Test
    void aTargetThatAVariableNamesComesBeforeTheOneThatIsShared() {
        assertThat(at(project, "APPDB_TARGET", "local")
                        .runs("status -a shop -e staging --output json")
                        .json()
                        .path("target")
                        .asText())
                .isEqualTo("local");
    }

    @ParameterizedTest
    @ValueSource(strings = {"APPDB_APP_NAME", "APPDB_ENVIRONMENT", "APPDB_TARGET"})
    void aVariableThatIsNotValidIsNamed(String variable) {
        Invocation status = at(project, variable, "No Such!").runs("status -a shop -e staging -t local");
        Invocation used = at(project, variable, "No Such!")
                .runs("status" + (variable.endsWith("NAME") ? "" : " -a shop")
                        + (variable.endsWith("MENT") ? "" : " -e staging")
                        + (variable.endsWith("GET") ? "" : " -t local"));

        assertThat(status.exitCode()).as(status.err()).isZero();
        assertThat(used.exitCode()).as(used.err()).isEqualTo(ExitCode.INPUT);
        assertThat(used.err()).contains(variable, "Correct it, or unset it.");
    }

    @Test
    void helpNamesTheVariables() {
        assertThat(at(project).runs("status --help").out())
                .contains("APPDB_APP_NAME", "APPDB_ENVIRONMENT", "APPDB_TARGET", "APPDB_PROJECT");
    }
}
