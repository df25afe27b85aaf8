package dev.appdb.project;

import static dev.appdb.project.InfraTree.APP;
import static dev.appdb.project.InfraTree.DATABASE_TF;
import static dev.appdb.project.InfraTree.extensions;
import static dev.appdb.project.InfraTree.failureOf;
import static dev.appdb.project.InfraTree.switches;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of Terraform's JSON and of OpenTofu: read as the others, and never written. */
class TerraformFilesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    /** Each: a file of env-config, its text, and the line that a person is to edit. */
    static Stream<Arguments> filesThatAreOnlyRead() {
        return Stream.of(
                Arguments.of("database.tofu", "locals {\n  superuser_extensions = { vector = true }\n}\n", 2),
                Arguments.of(
                        "database.tf.json",
                        "{\n  \"locals\": {\n    \"database_config\": {\"superuser_extensions\": {\"vector\": true}}\n  }\n}\n",
                        3),
                Arguments.of(
                        "extensions.tofu.json", "{\"locals\": {\"superuser_extensions\": {\"vector\": true}}}", 1));
    }

    @ParameterizedTest
    @MethodSource("filesThatAreOnlyRead")
    void filesOfJsonAndOpenTofuAreReadAndNotWritten(String name, String text, int line) throws Exception {
        String file = "infra/app/app-config/env-config/" + name;
        Project project = new InfraTree(directory).with(file, text).project();

        assertThat(project.extensions(APP, InfraTree.DEV).values()).isEqualTo(extensions("vector", true));
        assertThat(project.setExtensions(APP, switches(extensions("vector", true)))
                        .isNeeded())
                .isFalse();
        assertThat(failureOf(() -> project.setExtensions(APP, switches(extensions("pg_trgm", true))))
                        .sentence())
                .isEqualTo("could not edit " + file + ":" + line + ": only files that end in .tf are edited. Edit it by"
                        + " hand, so that superuser_extensions says {pg_trgm=true, vector=true}.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"locals {\n  database_config = { schema_name = \"a\" }\n}\n", "# nothing yet\n"})
    void noDeclarationIsWrittenBesideAFileOfOpenTofu(String text) throws Exception {
        Project project = new InfraTree(directory)
                .with("infra/app/app-config/env-config/database.tofu", text)
                .project();

        assertThat(failureOf(() -> project.setExtensions(APP, switches(extensions("pg_trgm", true))))
                        .code())
                .isEqualTo("extensions-not-editable");
    }

    @Test
    void aFileOfOpenTofuStandsInForTheOneBesideIt() throws Exception {
        Project project = new InfraTree(directory)
                .with(DATABASE_TF, "superuser_extensions = { vector = true }\n")
                .with("infra/app/app-config/env-config/database.tofu", "superuser_extensions = { hstore = true }\n")
                .project();

        assertThat(project.extensions(APP, InfraTree.DEV).values()).isEqualTo(extensions("hstore", true));
    }
}
