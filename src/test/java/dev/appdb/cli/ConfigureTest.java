package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Invocation.Developer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of an environment: shown, confirmed, written, remembered. */
class ConfigureTest {
    private static final String CONFIGURE = "configure --app-name app --environment dev --target local";

    @TempDir
    Path project;

    @Test
    void writesTheBackendFileAndRemembersTheEnvironment() throws IOException {
        Invocation configure = Developer.script(project).runs(CONFIGURE + " --yes --bucket b-1 --region us-east-1");

        assertThat(configure.exitCode()).isZero();
        assertThat(backend()).hasContent("""
                bucket       = "b-1"
                key          = "infra/app/service/dev.tfstate"
                region       = "us-east-1"
                use_lockfile = true
                """);
        assertThat(configure.err()).contains("from --bucket", "from --region");
        assertThat(Files.readString(project.resolve(".appdb/environments/app/dev.json")))
                .contains("\"target\": \"local\"", "\"region\": \"us-east-1\"");
    }

    @Test
    void neverInventsABucket() {
        Invocation configure = Developer.script(project).runs(CONFIGURE + " --yes");

        assertThat(configure.exitCode()).isZero();
        assertThat(backend()).doesNotExist();
        assertThat(configure.err()).contains("dev.s3.tfbackend is not written", "--bucket");
    }

    @Test
    void afterwardsNeitherAppNorEnvironmentNorTargetNeedsToBeNamed() {
        Developer developer = Developer.script(project);
        developer.runs(CONFIGURE + " --yes");

        Invocation status = developer.runs("status --output json");

        assertThat(status.exitCode()).isZero();
        assertThat(status.json().get("cluster").asText()).isEqualTo("app-dev");
        assertThat(status.json().get("state").asText()).isEqualTo("absent");
    }

    @Test
    void aFileWithOtherContentIsChangedOnlyByOverwrite() throws IOException {
        Developer developer = Developer.script(project);
        developer.runs(CONFIGURE + " --yes --bucket b-1");

        Invocation kept = developer.runs(CONFIGURE + " --yes --bucket b-2");

        assertThat(kept.exitCode()).as(kept.err()).isZero();
        assertThat(kept.err())
                .contains(
                        "Warning: Bucket b-1 in infra/app/service/dev.s3.tfbackend is not b-2 (from --bucket).",
                        "appdb configure --app-name app --environment dev --bucket b-2 --overwrite");
        assertThat(backend()).content().contains("b-1");

        Invocation overwritten = developer.runs(CONFIGURE + " --yes --overwrite --bucket b-2");

        assertThat(overwritten.exitCode()).as(overwritten.err()).isZero();
        assertThat(overwritten.err()).contains("-bucket       = \"b-1\"", "+bucket       = \"b-2\"");
        assertThat(backend()).content().contains("b-2");
    }

    @Test
    void aPersonWhoSaysNoChangesNothing() {
        ScriptedGuide people = ScriptedGuide.saying("no");

        Invocation configure = Developer.script(project).with(people).runs(CONFIGURE + " --bucket b-1");

        assertThat(configure.exitCode()).isEqualTo(4);
        assertThat(people.asked).containsExactly("Write 2 files?");
        assertThat(project.resolve("infra")).doesNotExist();
    }

    @Test
    void theSecondTimeThereIsNothingToWriteAndNothingToAsk() {
        Developer developer = Developer.script(project);
        developer.runs(CONFIGURE + " --yes");

        Invocation again = developer.with(ScriptedGuide.saying()).runs(CONFIGURE);

        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).contains("No files to write");
    }

    @Test
    void aFlagThatContradictsTheFileIsShown() {
        Developer developer = Developer.script(project);
        developer.runs(CONFIGURE + " --yes");

        Invocation configure = developer.runs("configure --yes --postgres-version 17");

        assertThat(configure.exitCode()).isZero();
        assertThat(configure.err()).contains("-  \"postgres\": 16", "+  \"postgres\": 17");
    }

    @Test
    void schemasThatTheProjectComputesAreNamedByAPersonInstead() throws IOException {
        Path file = Files.createDirectories(project.resolve("infra/app/app-config/env-config"))
                .resolve("main.tf");
        Files.writeString(file, "locals {\n  additional_schema_names = var.schemas\n}\n");
        Developer developer = Developer.script(project);

        Invocation ignored = developer.runs(CONFIGURE + " --yes");
        Invocation named = developer.runs(CONFIGURE + " --yes --schema app --schema legacy");

        assertThat(ignored.exitCode()).isEqualTo(2);
        assertThat(ignored.err())
                .contains(
                        "additional_schema_names in infra/app/app-config/env-config/main.tf:2 can't be read",
                        "--schema");
        assertThat(named.exitCode()).as(named.err()).isZero();
        assertThat(developer.runs("status").exitCode())
                .as("they are remembered")
                .isZero();
    }

    @Test
    void extensionsAreDeclaredInPlace() throws IOException {
        Path file = Files.createDirectories(project.resolve("infra/app/app-config/env-config"))
                .resolve("main.tf");
        Files.writeString(file, "locals {\n  # keep me\n  superuser_extensions = { \"vector\" : true }\n}\n");

        Invocation set = Developer.script(project)
                .runs("extensions set vector=off pg_trgm=on --yes -a app -e dev -t local --output json");

        assertThat(set.exitCode()).isZero();
        assertThat(file)
                .hasContent(
                        "locals {\n  # keep me\n  superuser_extensions = { \"vector\" : false, \"pg_trgm\" : true }\n}\n");
        assertThat(set.json().get("notes").toString()).contains("every environment");
    }

    @Test
    void extensionsAreUndeclaredInPlaceAndAWrongNameGetsTheNearest() throws IOException {
        Path file = Files.createDirectories(project.resolve("infra/app/app-config/env-config"))
                .resolve("main.tf");
        Files.writeString(
                file,
                "locals {\n  superuser_extensions = {\n    # keep me\n    \"vector\" : true, # gone\n    pg_cron = false\n  }\n}\n");
        Developer developer = Developer.script(project);
        String unset = "extensions unset vector --yes -a app -e dev -t local --output json";

        Invocation wrong = developer.runs("extensions unset vectro -a app -e dev -t local --yes --output json");
        Invocation first = developer.runs(unset);
        Invocation again = developer.runs(unset);

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.json().get("problems").toString()).contains("is not declared: did you mean vector?");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(file)
                .hasContent("locals {\n  superuser_extensions = {\n    # keep me\n    pg_cron = false\n  }\n}\n");
        assertThat(first.json().get("notes").toString()).contains("every environment");
        assertThat(again.exitCode()).isZero();
        assertThat(again.json().get("files").findValuesAsText("changed")).containsExactly("false");
        assertThat(again.json().get("notes").toString()).contains("vector is not declared");
    }

    @Test
    void undeclaringIsConfirmedAtATerminal() throws IOException {
        Path file = Files.createDirectories(project.resolve("infra/app/app-config/env-config"))
                .resolve("main.tf");
        Files.writeString(file, "superuser_extensions = { vector = true }\n");
        String unset = "extensions unset vector -a app -e dev -t local";

        Invocation declined =
                Developer.script(project).with(ScriptedGuide.saying("no")).runs(unset);
        Invocation confirmed =
                Developer.script(project).with(ScriptedGuide.saying("yes")).runs(unset);

        assertThat(declined.exitCode()).isEqualTo(4);
        assertThat(confirmed.exitCode()).as(confirmed.err()).isZero();
        assertThat(file).hasContent("superuser_extensions = {}\n");
    }

    @Test
    void inJsonStdoutIsOneDocumentAndStderrOneEventALine() {
        Invocation configure = Developer.script(project).runs(CONFIGURE + " --yes --output json");

        assertThat(configure.json().get("result").asText()).isEqualTo("done");
        assertThat(configure.events())
                .extracting(event -> event.get("event").asText())
                .startsWith("run_started", "step_started", "file_written")
                .endsWith("run_finished");
        assertThat(configure.events())
                .extracting(event -> event.get("seq").asInt())
                .isSorted()
                .startsWith(1);
    }

    private Path backend() {
        return project.resolve("infra/app/service/dev.s3.tfbackend");
    }
}
