package dev.appdb.project;

import static dev.appdb.project.InfraTree.APP;
import static dev.appdb.project.InfraTree.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.request.AppName;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectAppsTest {
    private static final String MAIN = "infra/app/app-config/main.tf";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    @Test
    void appsAreTheFoldersThatTheProjectDoesNotShare() throws Exception {
        InfraTree tree = InfraTree.ofTemplate(directory)
                .with("infra/billing-api/service/main.tf", "")
                .with("infra/.terraform/x", "")
                .with("infra/README.md", "");

        assertThat(tree.project().hasInfra()).isTrue();
        assertThat(tree.project().appFolders()).containsExactly("app", "billing-api");
    }

    @Test
    void aFolderOfDocumentsIsNoAppAndAnEmptyOneMayBecomeOne() throws Exception {
        Project project = InfraTree.ofTemplate(directory)
                .with("infra/docs/decisions/0001.md", "")
                .with("infra/docs/README.md", "")
                .project();
        Files.createDirectories(directory.resolve("infra/next"));

        assertThat(project.appFolders()).containsExactly("app", "next");
        assertThat(failureOf(() -> project.requireApp(new AppName("docs"))).why())
                .isEqualTo("infra/docs has no Terraform files. Apps here: app, next");
    }

    @Test
    void aFolderWithAnUnderscoreIsTheAppWithAHyphen() throws Exception {
        AppName app = new AppName("eligibility-screener");
        Project project = new InfraTree(directory)
                .with(
                        "infra/eligibility_screener/app-config/dev.tf",
                        "module \"dev_config\" {\n  source = \"./env-config\"\n  network_name = \"lower\"\n}\n")
                .project();

        assertThat(project.appFolders()).containsExactly(app.value());
        assertThatCode(() -> project.requireApp(app)).doesNotThrowAnyException();
        assertThat(project.folder(app)).isEqualTo("infra/eligibility_screener");
        assertThat(project.network(app, InfraTree.DEV))
                .contains(new Sourced<>("lower", "from infra/eligibility_screener/app-config/dev.tf:3"));
        assertThat(project.environments(app))
                .containsExactly(new Sourced<>(InfraTree.DEV, "from infra/eligibility_screener/app-config/dev.tf"));
    }

    @Test
    void anyAppMayComeToAProjectWithoutInfra() throws Exception {
        Project project = Project.at(directory);

        assertThat(project.hasInfra()).isFalse();
        assertThat(project.appFolders()).isEmpty();
        assertThat(project.environments(APP)).isEmpty();
        assertThat(project.noDatabase(APP)).isEmpty();
        assertThatCode(() -> project.requireApp(APP)).doesNotThrowAnyException();
    }

    @Test
    void aWrongAppNameListsTheFoldersAndTheNearest() throws Exception {
        Project project = InfraTree.ofTemplate(directory)
                .with("infra/billing-api/service/main.tf", "")
                .project();

        Failure failure = failureOf(() -> project.requireApp(new AppName("biling")));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.INPUT);
        assertThat(failure.sentence())
                .isEqualTo("could not find app biling: there is no infra/biling. Apps here: app, billing-api. "
                        + "Did you mean billing-api?");
    }

    @Test
    void anInfraWithoutAppsSaysSo() throws Exception {
        Project project =
                new InfraTree(directory).with("infra/accounts/main.tf", "").project();

        assertThat(failureOf(() -> project.requireApp(APP)).why()).isEqualTo("infra has no app folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts", "modules", "networks", "project-config", "test"})
    void whatAllAppsShareIsNoApp(String name) {
        assertThat(failureOf(() -> Project.at(directory).requireApp(new AppName(name)))
                        .code())
                .isEqualTo("app-name-reserved");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "locals {\n  has_database = false\n}\n",
                "locals {\n  a = {\n    b = \"}\"\n  }\n  has_database    =   false // really\n}\n",
                "locals {\r\n  has_database = false\r\n}\r\n",
                "\uFEFFlocals { has_database = \"false\" }",
                "has_database = false",
                "/* has_database = true */ locals {\n has_database /* x */ = false }"
            })
    void anAppCanDoWithoutADatabase(String main) throws Exception {
        assertThat(new InfraTree(directory).with(MAIN, main).project().noDatabase(APP))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "locals {\n  has_database = true\n}\n",
                "# has_database = false\n// has_database = false\n/* has_database = false */",
                "locals {\n  doc = <<EOT\nhas_database = false\nEOT\n}\n",
                "locals {\n  doc = \"has_database = false\"\n}\n",
                "module \"x\" {\n  has_database = false\n}\n",
                "locals {\n  has_database = var.has_database\n}\n",
            })
    void anAppHasADatabaseUnlessItsConfigurationSaysOtherwise(String main) throws Exception {
        assertThat(new InfraTree(directory).with(MAIN, main).project().noDatabase(APP))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        locals {\\n  a = [1, 2\\n}\\n         | 2 | a [ opens here and never closes
        locals {\\n  a = 1\\n                 | 1 | a { opens here and never closes
        locals {\\n}\\n}\\n                   | 3 | a } closes nothing
        locals {\\n  a = "b\\n}\\n            | 2 | a string begins with " and does not end on its line
        /* a                                 | 1 | a comment begins with /* and never ends
        \\n\\na = <<EOT\\n EOTX\\n            | 3 | a text begins with <<EOT and never ends with EOT
        a = "${b"                            | 1 | a string begins with " and does not end on its line
        a = "${b                             | 1 | an interpolation begins with ${ or %{ and never ends
        a =\\nb = 1                          | 1 | "a" has no value on its line
        a = b)                               | 1 | a ) closes nothing
        """)
    void aFileThatIsNoHclIsNamedWithItsLine(String text, int line, String problem) throws Exception {
        Failure failure = failureOf(() -> HclFile.parse(Path.of(MAIN), text.replace("\\n", "\n")));

        assertThat(failure.what()).isEqualTo("could not read " + MAIN + ":" + line);
        assertThat(failure.why()).isEqualTo(problem);
    }

    @Test
    void nestingWithoutEndIsRefusedInsteadOfOverflowing() throws Exception {
        assertThat(failureOf(() -> HclFile.parse(Path.of(MAIN), "a = " + "{".repeat(100_000)))
                        .why())
                .contains("nested more than 100 deep");
        assertThat(failureOf(() -> HclFile.parse(Path.of(MAIN), "a = " + "\"${".repeat(100_000)))
                        .why())
                .contains("nested more than 50 deep");
    }

    @Test
    void environmentsComeFromBackendFilesConfigurationAndMemory() throws Exception {
        Project project = InfraTree.ofTemplate(directory)
                .with("infra/app/service/staging.s3.tfbackend", "")
                .with("infra/app/database/demo.s3.tfbackend", "")
                .with("infra/app/build-repository/shared.s3.tfbackend", "")
                .with("infra/app/service/.left.s3.tfbackend.appdb-tmp-1-2-3", "")
                .with("infra/app/service/.hidden.s3.tfbackend", "")
                .with("infra/app/service/Not_A_Name.s3.tfbackend", "")
                .with("infra/app/appdb/qa.json", "")
                .with("infra/app/app-config/feature-flags.tf", "locals {\n}\n")
                .with("infra/app/app-config/perf.tf", "module \"perf_config\" {\n  source = \"./env-config\"\n}\n")
                .project();

        assertThat(project.environments(APP))
                .extracting(Sourced::toString)
                .containsExactly(
                        "demo (from infra/app/database/demo.s3.tfbackend)",
                        "dev (from infra/app/app-config/dev.tf)",
                        "perf (from infra/app/app-config/perf.tf)",
                        "prod (from infra/app/app-config/prod.tf)",
                        "qa (from infra/app/appdb/qa.json)",
                        "staging (from infra/app/service/staging.s3.tfbackend)");
    }

    @Test
    void theTemplatesOwnFilesAreUnderstood() throws Exception {
        Project project = InfraTree.ofTemplate(directory).with(MAIN, """
            locals {
              names = [for k, v in { a = 1, "b" : 2 } : "${k}-${v == 1 ? "one" : "more"}" if v != 0]
              map   = { for name in local.names : name => upper(name)... }
              text  = <<-EOT
                has_database = ${"$"}{true ? "x" : "}"}
                EOT
              n     = -1.5e3 + (1 *
                2) >= 3 && !true || false
              url   = "https://x/#not-a-comment" # but this is " one
              esc   = "\\"{ $${not} %%{not} \\\\"
              has_database = false
            }
            data "external" "ids" { program = ["${path.module}/../bin/ids"] }
            """).project();

        assertThat(project.noDatabase(APP)).isPresent();
    }

    @Test
    void aFileThatIsNotUtf8IsRefusedWithTheByteAndItsLine() throws Exception {
        Path file = directory.resolve(MAIN);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "locals {\n  # größer\n}\n", StandardCharsets.ISO_8859_1);

        Failure failure = failureOf(() -> Project.at(directory).noDatabase(APP));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.INPUT);
        assertThat(failure.sentence())
                .isEqualTo("could not read " + MAIN + ":2: byte 0xF6 is not UTF-8. Save it as UTF-8. If it is Latin-1:"
                        + " `iconv -f LATIN1 -t UTF-8 " + MAIN + " > utf-8.txt`.");
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws Exception {
        Path file = directory.resolve(MAIN);
        Files.createDirectories(file.getParent());
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(100_000_000);
        }

        assertThat(failureOf(() -> Project.at(directory).noDatabase(APP)).sentence())
                .startsWith("could not read " + MAIN + ": it has more than 4 MiB.");
    }

    @Test
    void aLinkOutOfTheProjectIsRefused(@TempDir Path elsewhere) throws Exception {
        Files.writeString(elsewhere.resolve("secret"), "locals {}");
        Path file = directory.resolve(MAIN);
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, elsewhere.resolve("secret"));

        assertThat(failureOf(() -> Project.at(directory).noDatabase(APP)).why())
                .startsWith("a link leads out of the project, to ");
    }

    @Test
    void aFolderThatIsNoneIsReported() throws IOException, FailureException {
        Project project = new InfraTree(directory).with("infra", "").project();

        assertThat(project.hasInfra()).isFalse();
        assertThat(Stream.of(failureOf(project::appFolders), failureOf(() -> project.requireApp(APP))))
                .extracting(Failure::sentence)
                .allSatisfy(sentence -> assertThat(sentence).startsWith("could not read infra: it is not a folder."));
    }
}
