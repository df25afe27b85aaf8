package dev.appdb.project;

import static dev.appdb.project.InfraTree.onAws;
import static dev.appdb.project.InfraTree.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.request.DatabaseRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Backend files as projects have them: kept, edited in place, and made of the project's example. */
class BackendFilesTest {
    private static final String FILE = "infra/app/service/dev.s3.tfbackend";
    private static final String BUCKET = "orders-111111111111-us-east-1-tf";
    private static final String OTHER = "orders-222222222222-us-west-2-tf";
    private static final BackendSettings TO_OTHER =
            new BackendSettings(Optional.of(OTHER), Optional.empty(), Optional.empty(), false);

    private static final String OLD_EXAMPLE = """
            bucket         = "<TF_STATE_BUCKET_NAME>"
            key            = "<TF_STATE_KEY>"
            dynamodb_table = "<TF_LOCKS_TABLE_NAME>"
            region         = "<REGION>"
            """;
    private static final String NEW_EXAMPLE = """
            bucket         = "<TF_STATE_BUCKET_NAME>"
            key            = "<TF_STATE_KEY>"
            region         = "<REGION>"
            use_lockfile   = true
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    /** The name, an existing file, and the same file with the other bucket in its place. */
    static Stream<Arguments> existing() {
        return Stream.of(
                Arguments.of(
                        "of the older template, with a lock table",
                        "bucket         = \"" + BUCKET + "\"\nkey            = \"infra/app/service/dev.tfstate\"\n"
                                + "dynamodb_table = \"orders-locks\"\nregion         = \"us-east-1\"\n",
                        "bucket         = \"" + OTHER + "\"\nkey            = \"infra/app/service/dev.tfstate\"\n"
                                + "dynamodb_table = \"orders-locks\"\nregion         = \"us-east-1\"\n"),
                Arguments.of(
                        "of the newer template",
                        "bucket         = \"" + BUCKET + "\"\nkey            = \"infra/app/service/dev.tfstate\"\n"
                                + "region         = \"us-east-1\"\nuse_lockfile   = true\n",
                        "bucket         = \"" + OTHER + "\"\nkey            = \"infra/app/service/dev.tfstate\"\n"
                                + "region         = \"us-east-1\"\nuse_lockfile   = true\n"),
                Arguments.of(
                        "with comments, another key, encryption, a role and other alignment",
                        "# by hand\nregion=\"us-east-1\" # where it is\nbucket =   \"" + BUCKET
                                + "\" // ours\nkey = \"app/dev\"\nencrypt = true\nassume_role = {\n"
                                + "  role_arn = \"arn:aws:iam::111111111111:role/terraform\"\n}\n",
                        "# by hand\nregion=\"us-east-1\" # where it is\nbucket =   \"" + OTHER
                                + "\" // ours\nkey = \"app/dev\"\nencrypt = true\nassume_role = {\n"
                                + "  role_arn = \"arn:aws:iam::111111111111:role/terraform\"\n}\n"),
                Arguments.of(
                        "with Windows line breaks and no last one",
                        "bucket = \"" + BUCKET + "\"\r\nkey = \"k\"\r\nregion = \"us-east-1\"",
                        "bucket = \"" + OTHER + "\"\r\nkey = \"k\"\r\nregion = \"us-east-1\""),
                Arguments.of(
                        "without key and Region",
                        "# short\nbucket       = \"" + BUCKET + "\"\n",
                        "# short\nkey          = \"infra/app/service/dev.tfstate\"\nregion       = \"us-east-1\"\nbucket"
                                + "       = \"" + OTHER + "\"\n"),
                Arguments.of(
                        "not filled in",
                        "bucket = \"<TF_STATE_BUCKET_NAME>\"\nkey = \"k\"\nregion = \"<REGION>\"\n",
                        "bucket = \"" + OTHER + "\"\nkey = \"k\"\nregion = \"us-east-1\"\n"),
                Arguments.of(
                        "with a partial configuration",
                        "key    = \"k\"\nencrypt = true\n",
                        "bucket = \"" + OTHER + "\"\nregion = \"us-east-1\"\nkey    = \"k\"\nencrypt = true\n"),
                Arguments.of(
                        "no HCL",
                        "bucket = \"\n",
                        "bucket       = \"" + OTHER + "\"\nkey          = \"infra/app/service/dev.tfstate\"\n"
                                + "region       = \"us-east-1\"\nuse_lockfile = true\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("existing")
    void anExistingFileIsChangedOnlyByOverwriteAndThenInPlace(String name, String before, String overwritten)
            throws Exception {
        Project project = InfraTree.ofTemplate(directory)
                .withAccount("dev.111111111111", BUCKET, "us-east-1")
                .with(FILE, before)
                .project();

        for (DatabaseRequest request : List.of(request("dev"), onAws("dev"))) {
            for (BackendSettings flags : List.of(BackendSettings.NONE, TO_OTHER)) {
                Configuration kept = project.configuration(request, flags);
                assertThat(kept.backend().after()).isEqualTo(before);
                assertThat(kept.notices().isEmpty())
                        .as("%s", kept.notices())
                        .isEqualTo(flags == BackendSettings.NONE && before.contains(BUCKET));
            }
        }
        FileChange change =
                project.configuration(request("dev"), TO_OTHER.overwriting()).backend();
        assertThat(change.after()).isEqualTo(overwritten);
        assertThat(change.overwrites()).isEqualTo(name.equals("no HCL"));
    }

    /** The example, and the text that the template's script would make of it. */
    static Stream<Arguments> examples() {
        return Stream.of(
                Arguments.of(OLD_EXAMPLE, """
                        bucket         = "orders-111111111111-us-east-1-tf"
                        key            = "infra/app/service/dev.tfstate"
                        dynamodb_table = "orders-111111111111-us-east-1-tf-state-locks"
                        region         = "us-east-1"
                        """),
                Arguments.of(NEW_EXAMPLE, """
                        bucket         = "orders-111111111111-us-east-1-tf"
                        key            = "infra/app/service/dev.tfstate"
                        region         = "us-east-1"
                        use_lockfile   = true
                        """),
                Arguments.of(
                        "# <TF_STATE_BUCKET_NAME>\r\nbucket=\"<TF_STATE_BUCKET_NAME>\"\r\nencrypt = true\r\nprofile = \"<TEAM>\"",
                        "# " + BUCKET + "\r\nbucket=\"" + BUCKET + "\"\r\nencrypt = true\r\nprofile = \"<TEAM>\""));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aNewFileIsMadeOfTheProjectsExample(String example, String made) throws Exception {
        Project project = InfraTree.ofTemplate(directory)
                .withAccount("dev.111111111111", BUCKET, "us-east-1")
                .with("infra/example.s3.tfbackend", example)
                .project();

        Configuration configuration = project.configuration(request("dev"), BackendSettings.NONE);

        assertThat(configuration.backend().after()).isEqualTo(made);
        assertThat(configuration.notices())
                .isEqualTo(
                        example.contains("<TEAM>")
                                ? List.of("Fill in <TEAM> in " + FILE + ", as in infra/example.s3.tfbackend.")
                                : List.of());
    }

    @Test
    void theLockTableIsTheAccounts() throws Exception {
        InfraTree tree = InfraTree.ofTemplate(directory)
                .with("infra/example.s3.tfbackend", OLD_EXAMPLE)
                .with(
                        "infra/accounts/dev.111111111111.s3.tfbackend",
                        "bucket = \"" + BUCKET + "\"\nregion = \"us-east-1\"\ndynamodb_table = \"dev-locks\"\n")
                .with(
                        "infra/accounts/prod.222222222222.s3.tfbackend",
                        "bucket = \"" + OTHER + "\"\nregion = \"us-west-2\"\ndynamodb_table = \"prod-locks\"\n");
        Project project = tree.project();

        Configuration created = project.configuration(request("dev"), BackendSettings.NONE);
        project.write(List.of(created.backend()));
        Configuration moved = project.configuration(
                request("dev"), new BackendSettings(Optional.empty(), Optional.empty(), Optional.of("prod"), true));
        Configuration given = project.configuration(request("dev"), TO_OTHER.overwriting());

        assertThat(created.backend().after()).contains("\"dev-locks\"");
        assertThat(moved.backend().after()).contains("\"prod-locks\"", OTHER, "us-west-2");
        assertThat(given.backend().after()).contains("\"dev-locks\"", OTHER);
        assertThat(given.notices()).singleElement().asString().contains("dynamodb_table stays dev-locks");
    }

    @Test
    void anotherAccountsBucketInAFileThatIsThereIsPointedOut() throws Exception {
        Project project = InfraTree.ofTemplate(directory)
                .withAccount("dev.111111111111", BUCKET, "us-east-1")
                .with(
                        "infra/app/service/prod.s3.tfbackend",
                        "bucket = \"" + BUCKET + "\"\nkey = \"k\"\nregion = \"us-east-1\"\n")
                .project();

        Configuration configuration = project.configuration(onAws("prod"), BackendSettings.NONE);

        assertThat(configuration.bucket()).map(Sourced::value).contains(BUCKET);
        assertThat(configuration.notices())
                .containsExactly(
                        "Warning: Account dev (111111111111) in infra/app/service/prod.s3.tfbackend is not prod"
                                + " (from infra/project-config/networks.tf:5).",
                        "infra/app/service/prod.s3.tfbackend is left as it is. Change it with `appdb configure"
                                + " --app-name app --environment prod --overwrite`.");
    }

    @Test
    void theAccountOfABucketWithoutAnAccountFileIsThatOfItsNameOrNotKnown() throws Exception {
        String file = "infra/app/service/dev.s3.tfbackend";
        BackendSettings given =
                new BackendSettings(Optional.empty(), Optional.of("333333333333"), Optional.empty(), false);
        InfraTree tree = InfraTree.ofTemplate(directory);
        String end = "\"\nkey = \"k\"\nregion = \"us-east-1\"\n";

        Project named = tree.with(file, "bucket = \"other-111111111111-us-east-1-tf" + end)
                .project();
        assertThat(named.configuration(onAws("dev"), given).notices())
                .contains("Warning: Account 111111111111 of bucket other-111111111111-us-east-1-tf in " + file
                        + " is not 333333333333 (from --account-id).");

        Project unnamed = tree.with(file, "bucket = \"state" + end).project();
        assertThat(unnamed.configuration(onAws("dev"), given).notices())
                .contains("Warning: The account of bucket state in " + file
                        + " is not known; Account 333333333333 (from --account-id) is not checked.");
        assertThat(unnamed.configuration(onAws("dev"), BackendSettings.NONE).notices())
                .isEmpty();
    }

    @Test
    void aProjectThatCantBeReadIsNoReasonToFailForALocalDatabase() throws Exception {
        Project project = InfraTree.ofTemplate(directory)
                .with("infra/project-config/main.tf", "locals {\n  project_name = \"\n}\n")
                .project();

        Configuration configuration = project.configuration(request("dev"), BackendSettings.NONE);

        assertThat(configuration.backend().isNeeded()).isFalse();
        assertThat(configuration.notices())
                .singleElement()
                .asString()
                .contains("is not written: could not read infra/project-config/main.tf:2");
    }
}
