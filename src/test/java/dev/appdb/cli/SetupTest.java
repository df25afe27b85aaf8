package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.cli.Invocation.Developer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole set-up on the embedded target: a real PostgreSQL, and every command against it. */
class SetupTest {
    private static final String SETUP = "setup --target local --app-name app --environment dev";
    private static final String EXTENSIONS = " --extension pg_trgm=on --extension postgres_fdw=on";

    @TempDir
    Path project;

    @AfterEach
    void destroyWhatWasSetUp() {
        Developer.script(project).runs("destroy -a app -e dev -t local --confirm app-dev");
    }

    @Test
    void setsUpAndTheSecondTimeNothingChanges() {
        Developer developer = Developer.script(project);

        Invocation first = developer.runs(SETUP + EXTENSIONS + " --yes --output json");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.json().get("changed").asBoolean()).isTrue();
        assertThat(first.json().get("roles").get("roles").toString()).isEqualTo("[\"app\",\"migrator\",\"postgres\"]");
        assertThat(first.json().get("roles").get("schema_privileges").get("app").asText())
                .isEqualTo("{migrator=UC/migrator,app=U/migrator}");
        assertThat(failed(first)).isEmpty();

        Invocation second = developer.runs(SETUP + EXTENSIONS + " --yes --output json");

        assertThat(second.exitCode()).isZero();
        assertThat(second.json().get("changed").asBoolean()).isFalse();
        assertThat(second.json().get("roles")).isEqualTo(first.json().get("roles"));
        assertThat(developer.runs(SETUP + " --yes").err()).contains("Nothing changed: app-dev is as configured");
    }

    @Test
    void theCommandThatItPrintsDoesTheSame() throws IOException {
        Developer developer = Developer.script(project);
        ScriptedGuide person = ScriptedGuide.answering(
                Map.of("app-name", "app", "environment", "dev", "target", "local", "extension", "hstore=on"),
                "yes",
                "yes");

        Invocation guided = developer.with(person).runs("setup");

        assertThat(guided.exitCode()).as(guided.err()).isZero();
        String command = guided.err()
                .lines()
                .filter(line -> line.startsWith("Repeat without prompts: "))
                .map(line -> line.substring(line.indexOf("appdb ")))
                .findFirst()
                .orElseThrow();
        assertThat(command)
                .isEqualTo("appdb setup --app-name app --environment dev --target local --extension hstore=on --yes");
        assertThat(person.asked)
                .containsExactly(
                        "app-name",
                        "environment",
                        "target",
                        "postgres-version",
                        "extension",
                        "Write 2 files?",
                        "Apply 2 changes?");
        Invocation copied = developer.runs(command.substring("appdb ".length()) + " --output json");
        assertThat(copied.json().get("changed").asBoolean()).isFalse();
        assertThat(Files.readString(project.resolve("infra/app/app-config/env-config/database.tf")))
                .contains("\"hstore\" : true");
    }

    @Test
    void everyOtherCommandLeavesTheServerAsItFoundIt() {
        Developer developer = Developer.script(project);
        developer.runs(SETUP + " --yes");
        assertThat(state(developer)).isEqualTo("running");

        developer.runs("roles check");
        assertThat(state(developer)).isEqualTo("running");

        assertThat(developer.runs("stop").out()).contains("app-dev is stopped");
        assertThat(developer.runs("roles check").exitCode()).isZero();
        assertThat(developer.runs("roles update").exitCode()).isZero();
        assertThat(developer.runs("extensions list").out()).contains("pg_trgm", "trusted");
        assertThat(state(developer)).isEqualTo("stopped");

        Invocation plan = developer.runs("plan --detailed-exitcode");
        assertThat(plan.exitCode()).isEqualTo(3);
        assertThat(plan.out()).contains("it is stopped: start it");
        assertThat(developer.runs("apply --yes").exitCode()).isZero();
        assertThat(state(developer)).isEqualTo("running");
        assertThat(developer.runs("plan --detailed-exitcode").exitCode()).isZero();
    }

    @Test
    void aMisspeltExtensionIsRefusedBeforeAnythingIsDoneAndTheNearestNamed() {
        Developer developer = Developer.script(project);

        Invocation setup = developer.runs(SETUP + " --extension pg_trgn=on --yes");

        assertThat(setup.exitCode()).isEqualTo(2);
        assertThat(setup.err()).contains("there is no extension \"pg_trgn\": did you mean \"pg_trgm\"?");
        assertThat(project.resolve("infra/app/appdb/dev.json")).doesNotExist();
    }

    @Test
    void anExtensionThatTheServerDoesNotHaveFailsAlone() throws IOException {
        Developer developer = Developer.script(project);

        Invocation asked = developer.runs(SETUP + " --extension aws_s3=on --extension hstore=on --yes --output json");
        assertThat(asked.exitCode()).isEqualTo(2);
        assertThat(asked.json().get("problems").toString())
                .contains("the local PostgreSQL 16 does not have aws_s3")
                .doesNotContain("hstore");
        assertThat(project).as("nothing is made").isEmptyDirectory();

        Path config = Files.createDirectories(project.resolve("infra/app/app-config/env-config"))
                .resolve("database.tf");
        Files.writeString(config, "locals {\n  superuser_extensions = { \"aws_s3\" : true }\n}\n");
        Invocation setup = developer.runs(SETUP + " --extension hstore=on --yes --output json");

        assertThat(setup.exitCode()).isEqualTo(1);
        JsonNode failure = setup.json().get("failure");
        assertThat(failure.get("code").asText()).isEqualTo("extension-refused");
        assertThat(failure.toString()).contains("aws_s3");
        assertThat(setup.json().get("roles").get("roles").toString()).contains("migrator");
        assertThat(developer.runs("extensions list").out()).containsPattern("hstore +on +1");

        Invocation set = developer.runs("extensions set postgres_fdv=on --yes --output json");
        assertThat(set.exitCode()).as(set.err()).isEqualTo(2);
        assertThat(set.json().get("problems").toString())
                .contains("postgres_fdv can't be turned on: this server has no extension postgres_fdv. Did you mean"
                        + " postgres_fdw?");
        Files.writeString(
                config, Files.readString(config).replace("\"aws_s3\"", "\"postgres_fdv\" : true, \"aws_s3\""));

        Invocation update = developer.runs("roles update --output json");
        assertThat(update.exitCode()).isEqualTo(4);
        assertThat(update.json().get("failure").get("code").asText()).isEqualTo("roles-refused");
        assertThat(update.json().get("failure").get("why").asText()).contains("aws_s3", "postgres_fdv");
        assertThat(update.json().get("failure").get("remedy").asText()).contains("Did you mean postgres_fdw?");
    }

    @Test
    void anotherMajorWouldLoseTheDataAndIsRefusedUntilAllowed() {
        Developer developer = Developer.script(project);
        developer.runs(SETUP + " --yes");

        Invocation refused = developer.runs(SETUP + " --postgres-version 17 --yes");

        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.err()).contains("--allow-replace app-dev");
        assertThat(state(developer)).isEqualTo("running");
        ScriptedGuide person = ScriptedGuide.saying("app-prod");
        assertThat(new Developer(project, person, Map.of())
                        .runs(SETUP + " --postgres-version 17 --yes")
                        .exitCode())
                .as("another name was typed, and nothing else asked")
                .isEqualTo(4);
        assertThat(person.asked).containsExactly("Name of app-dev?");

        Invocation allowed =
                developer.runs(SETUP + " --postgres-version 17 --yes --allow-replace app-dev --output json");
        assertThat(allowed.exitCode()).as(allowed.err()).isZero();
        assertThat(developer.runs("status").out()).contains("PostgreSQL 17");
    }

    @Test
    void anotherTargetInItsPlaceNamesTheCommandThatStopsIt() throws IOException {
        Developer developer = Developer.script(project);
        developer.runs(SETUP + " --yes");
        String port = developer
                .runs("status --output json")
                .json()
                .get("address")
                .asText()
                .replaceAll(".*:", "");
        String password = Files.readString(project.resolve(".appdb/local/app/dev/pgpass"))
                .lines()
                .filter(line -> line.contains(":postgres:"))
                .map(line -> line.substring(line.lastIndexOf(':') + 1))
                .findFirst()
                .orElseThrow();
        Developer withPassword = new Developer(project, developer.guide(), Map.of("PGPASSWORD", password));

        Invocation setup = withPassword.runs("setup --app-name app --environment dev --target server --server-url"
                + " postgresql://postgres@127.0.0.1:" + port + "/app --yes --output json");

        assertThat(setup.exitCode()).as(setup.err()).isZero();
        String stop = "appdb stop --target local --app-name app --environment dev";
        assertThat(setup.json().get("next_steps").toString()).contains(stop);
        assertThat(developer.runs(stop.substring("appdb ".length())).out()).contains("app-dev is stopped");
        assertThat(withPassword
                        .runs("status --output json")
                        .json()
                        .get("target")
                        .asText())
                .isEqualTo("server");
    }

    @Test
    void destroyNeedsTheRightName() {
        Developer developer = Developer.script(project);
        developer.runs(SETUP + " --yes");

        Invocation refused = developer.runs("destroy --confirm app-prod");
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(state(developer)).isEqualTo("running");

        assertThat(developer.runs("destroy --confirm app-dev").exitCode()).isZero();
        assertThat(state(developer)).isEqualTo("absent");
        assertThat(developer.runs("destroy --confirm app-dev").out()).contains("there is no app-dev");
    }

    @Test
    void connectPrintsACommandWithoutAPassword() {
        Developer developer = Developer.script(project);
        developer.runs(SETUP + " --yes");

        Invocation connect = developer.runs("connect --as migrator --print");

        assertThat(connect.exitCode()).isZero();
        assertThat(connect.out())
                .containsPattern("^PGPASSFILE=\\S+ psql --host=127.0.0.1 --port=\\d+ --username=migrator --dbname=app");
    }

    @Test
    void whatIsRememberedOfARunHasItsEventsAndNoPassword() throws IOException {
        Developer developer = Developer.script(project);
        developer.runs(SETUP + " --yes");

        assertThat(developer.runs("runs list").out()).containsPattern("setup +app-dev +done");
        assertThat(developer.runs("runs show").out()).contains("Update roles");
        assertThat(project.resolve(".appdb/.gitignore")).hasContent("*");
        String passwords = Files.readString(project.resolve(".appdb/local/app/dev/pgpass"));
        String secret = passwords.lines().findFirst().orElseThrow().replaceAll(".*:", "");
        try (var files = Files.list(project.resolve(".appdb/runs"))) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file).content().doesNotContain(secret));
        }
    }

    @Test
    void aRolesUpdatePrintsOneLineOfJson() {
        Developer developer = Developer.script(project);
        developer.runs(SETUP + " --yes");

        Invocation update = developer.runs("roles update");

        assertThat(update.exitCode()).isZero();
        assertThat(update.out().lines()).hasSize(1);
        assertThat(update.json().fieldNames())
                .toIterable()
                .containsExactly("roles", "roles_with_groups", "schema_privileges");
        assertThat(update.err()).contains("nothing to change");
    }

    private static String state(Developer developer) {
        return developer.runs("status --output json").json().get("state").asText();
    }

    private static java.util.List<String> failed(Invocation setup) {
        java.util.List<String> failed = new java.util.ArrayList<>();
        setup.json().get("checks").forEach(check -> {
            if (check.get("status").asText().equals("failed")
                    && check.get("severity").asText().equals("critical")) {
                failed.add(check.toString());
            }
        });
        return failed;
    }
}
