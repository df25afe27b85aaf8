package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Invocation.Developer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Missing and invalid input is reported all at once, each with its flag, and nothing is changed. */
class InputTest {
    @TempDir
    Path project;

    @Test
    void setupWithoutATerminalNamesAllThatIsMissing() {
        Invocation setup = Developer.script(project).run("setup");

        assertThat(setup.exitCode()).isEqualTo(2);
        assertThat(setup.err()).contains("--yes", "--app-name", "--environment", "--target");
        assertThat(setup.out()).isEmpty();
        assertThat(project).isEmptyDirectory();
    }

    @Test
    void everythingWrongIsNamedTogetherWithWhatIsMissing() {
        Invocation setup = Developer.script(project)
                .run(
                        "setup",
                        "--app-name",
                        "My App",
                        "--target",
                        "cloud",
                        "--region",
                        "Europe",
                        "--bucket",
                        "A_B",
                        "--extension",
                        "vector",
                        "--extension",
                        "a=on",
                        "--frobnicate",
                        "--output",
                        "yaml");

        assertThat(setup.exitCode()).isEqualTo(2);
        assertThat(setup.err())
                .contains("app name \"My App\" is not valid", "like \"my-app\"")
                .contains("target \"cloud\" is not known: use one of local, server")
                .contains("region \"Europe\"", "--bucket", "\"vector\" is not NAME=on, NAME=off or NAME=unset")
                .contains("--frobnicate", "--environment", "--yes", "\"yaml\" is not known");
        assertThat(project).isEmptyDirectory();
    }

    @Test
    void inJsonTheProblemsAreTheDocument() {
        Invocation setup = Developer.script(project).runs("setup --output json --app-name app");

        assertThat(setup.exitCode()).isEqualTo(2);
        assertThat(setup.json().get("result").asText()).isEqualTo("input");
        assertThat(setup.json().get("problems").findValuesAsText("flag"))
                .containsExactlyInAnyOrder("--yes", "--environment", "--target");
        assertThat(setup.err()).isEmpty();
    }

    @Test
    void aWrongAppNameListsTheFoldersThereAreAndTheNearest() throws IOException {
        Files.createDirectories(project.resolve("infra/billing"));
        Files.createDirectories(project.resolve("infra/portal"));

        Invocation plan = Developer.script(project).runs("plan --app-name biling --environment dev --target local");

        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.err()).contains("--app-name", "billing", "portal");
        assertThat(project.resolve("infra/biling")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply --yes", "status", "roles check", "roles update", "destroy --confirm x"})
    void aDatabaseThatIsNotNamedIsAskedForByItsFlags(String command) {
        Invocation invocation = Developer.script(project).runs(command);

        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.err()).contains("--app-name", "--environment", "--target");
        assertThat(project).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apply --app-name app --environment dev --target local",
                "configure --app-name app --environment dev --target local",
                "extensions set a=on --app-name app --environment dev --target local",
                "extensions unset a --app-name app --environment dev --target local"
            })
    void withoutATerminalNothingIsConfirmed(String command) {
        Invocation invocation = Developer.script(project).runs(command);

        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.err()).contains("--yes");
        assertThat(project).isEmptyDirectory();
    }

    @Test
    void destroyWithoutATerminalNeedsTheName() {
        Invocation destroy = Developer.script(project).runs("destroy --app-name app --environment dev --target local");

        assertThat(destroy.exitCode()).isEqualTo(2);
        assertThat(destroy.err()).contains("--confirm");
    }

    @Test
    void aServerUrlWithAPasswordIsRefusedAndNotRepeated() {
        Invocation check = Developer.script(project)
                .runs("roles check -a app -e dev -t server --server-url postgresql://postgres:s3cret@h/app");

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err()).contains("password").doesNotContain("s3cret");
    }

    @Test
    void anApplicationWithoutADatabaseSkipsItAll() throws IOException {
        Path appConfig = Files.createDirectories(project.resolve("infra/app/app-config"));
        Files.writeString(appConfig.resolve("main.tf"), "locals {\n  has_database = false # no need\n}\n");

        Invocation setup = Developer.script(project).run("setup");

        assertThat(setup.exitCode()).isZero();
        assertThat(setup.err()).contains("no database is set up", "has_database = false");
        try (Stream<Path> inProject = Files.list(project)) {
            assertThat(inProject).containsExactly(project.resolve("infra"));
        }
    }

    @Test
    void skippingIsReportedAndDoesNothing() {
        Invocation setup = Developer.script(project).runs("setup --skip-database --output json");

        assertThat(setup.exitCode()).isZero();
        assertThat(setup.json().get("result").asText()).isEqualTo("skipped");
        assertThat(project).isEmptyDirectory();
    }

    @Test
    void theHelpDocumentsTheExitCodes() {
        Invocation help = Developer.script(project).run("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("0  done", "1  failed", "2  wrong", "3  a check", "4  refused", "130");
    }

    @Test
    void whatAFailureTellsToRunNamesTheProjectsFolder() throws IOException {
        Files.createDirectories(project.resolve("my project"));
        String[] check = {"roles", "check", "-a", "app", "-e", "dev", "-t", "local", "--project", "my project"};

        Invocation text = Developer.script(project).run(check);

        assertThat(text.exitCode()).isEqualTo(1);
        assertThat(text.err())
                .contains("appdb setup --app-name app --environment dev --project 'my project' --target local");
        Invocation json = Developer.script(project)
                .run(Stream.concat(Stream.of(check), Stream.of("-o", "json")).toArray(String[]::new));
        assertThat(json.json().get("failure").get("remedy").asText()).contains("--project 'my project'");
        assertThat(json.err()).contains("--project 'my project'");
        Invocation connect =
                Developer.script(project).runs("connect --as app -a app -e dev -t local --project", "my project");
        assertThat(connect.err()).contains("--project 'my project'");
    }

    @Test
    void aProjectFolderThatIsNotThereIsNotMade() {
        Invocation setup = Developer.script(project).runs("setup -a app -t local --region mars --project nowhere");

        assertThat(setup.exitCode()).isEqualTo(2);
        assertThat(setup.err())
                .contains("--project", "is not a folder that exists")
                .contains("--environment", "--yes", "--region");
        assertThat(project).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "setup -o json --project",
                "roles -o json",
                "rolse check -o json",
                "-o json",
                "setup --app-user a --app-user b --output=json"
            })
    void wordsThatCannotBeUnderstoodAreAJsonDocumentToo(String line) {
        Invocation invocation = Developer.script(project).runs(line);

        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.json().get("result").asText()).isEqualTo("input");
        assertThat(invocation.json().get("problems")).isNotEmpty();
        assertThat(invocation.err()).isEmpty();
    }

    @Test
    void inJsonNoQuestionIsAsked() {
        ScriptedGuide people = ScriptedGuide.saying("yes");

        Invocation configure =
                Developer.script(project).with(people).runs("configure -a app -e dev -t local --output json");

        assertThat(configure.exitCode()).isEqualTo(2);
        assertThat(people.asked).isEmpty();
    }

    @Test
    void doctorFindsWhatIsMissingButTakesNothingWrong() {
        assertThat(Developer.script(project).runs("doctor").exitCode()).isZero();
        assertThat(Developer.script(project).runs("doctor --output yaml").exitCode())
                .isEqualTo(2);
        assertThat(Developer.script(project)
                        .run("doctor", "--app-name", "no such")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void everyBackendFlagThatIsWrongStandsUnderItsOwnName() {
        Invocation configure = Developer.script(project)
                .runs("configure -a app -e dev -t local --yes --bucket A_B --account-id 12 --output json");

        assertThat(configure.json().get("problems").findValuesAsText("flag"))
                .containsExactlyInAnyOrder("--bucket", "--account-id");
    }

    @Test
    void everyNameThatIsWrongStandsUnderItsOwnFlagWithAllElseThatIs() {
        Invocation setup = Developer.script(project)
                .run("setup", "--schema", "x".repeat(64), "--database", "", "--app-user", "pg_x", "--region", "mars");

        assertThat(setup.exitCode()).isEqualTo(2);
        assertThat(setup.err())
                .containsPattern("--schema +.*64 bytes")
                .containsPattern("--database +")
                .containsPattern("--app-user +.*reserved")
                .contains("--region", "--app-name");
    }

    @Test
    void flagsThatDoNotGoWithTheTargetAreNamedAtOnceToo() {
        Invocation local = Developer.script(project)
                .runs("setup -t local --readers x --role-arn y --app-user postgres --output json");
        assertThat(local.json().get("problems").findValuesAsText("flag"))
                .containsExactlyInAnyOrder(
                        "--readers", "--role-arn", "--app-user", "--yes", "--app-name", "--environment");

        Invocation aws = Developer.script(project)
                .runs("setup -t aws --readers x --auto-pause y --role-arn z --alarm-topic z --yes --output json");
        assertThat(aws.json().get("problems").findValuesAsText("flag"))
                .contains("--readers", "--auto-pause", "--role-arn", "--alarm-topic", "--app-name", "--environment");

        Invocation server = Developer.script(project)
                .runs("setup -t server --server-url postgresql://boss@h/app --database other --app-user boss -o json");
        assertThat(server.json().get("problems").findValuesAsText("flag"))
                .containsExactlyInAnyOrder("--database", "--app-user", "--yes", "--app-name", "--environment");
    }

    @Test
    void theMasterIsNeitherTheAppsNorTheMigrationsUser() {
        Invocation setup = Developer.script(project).runs("setup -a app -e dev -t local --yes --app-user postgres");

        assertThat(setup.exitCode()).isEqualTo(2);
        assertThat(setup.err()).contains("--app-user", "\"postgres\" is the master user");
        assertThat(project).isEmptyDirectory();
    }
}
