package dev.appdb.project;

import static dev.appdb.project.InfraTree.failureOf;
import static dev.appdb.project.InfraTree.onAws;
import static dev.appdb.project.InfraTree.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.failure.Failure;
import dev.appdb.request.BackendModule;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Region;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectConfigurationTest {
    private static final String FILE = "infra/app/service/dev.s3.tfbackend";
    private static final String DEV_ACCOUNT = "dev.111111111111";
    private static final String PROD_ACCOUNT = "prod.222222222222";
    private static final String DEV_BUCKET = "orders-111111111111-us-east-1-tf";
    private static final String PROD_BUCKET = "orders-222222222222-us-west-2-tf";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private InfraTree withAccounts() throws Exception {
        return InfraTree.ofTemplate(directory)
                .withAccount(DEV_ACCOUNT, DEV_BUCKET, "us-east-1")
                .withAccount(PROD_ACCOUNT, PROD_BUCKET, "us-west-2");
    }

    private static BackendSettings bucket(String bucket) {
        return new BackendSettings(Optional.of(bucket), Optional.empty(), Optional.empty(), false);
    }

    private static BackendSettings accountId(String id) {
        return new BackendSettings(Optional.empty(), Optional.of(id), Optional.empty(), false);
    }

    private static BackendSettings account(String name) {
        return new BackendSettings(Optional.empty(), Optional.empty(), Optional.of(name), false);
    }

    private static DatabaseRequest inRegion(String region) {
        return request("dev", Optional.of(region), DatabaseNames.DEFAULT, BackendModule.SERVICE);
    }

    private static Sourced<Region> region(String region, String source) {
        return new Sourced<>(new Region(region), source);
    }

    @Test
    void theOnlyAccountGivesBucketAndRegion() throws Exception {
        InfraTree tree = InfraTree.ofTemplate(directory).withAccount(DEV_ACCOUNT, DEV_BUCKET, "us-east-1");

        Configuration configuration = tree.project().configuration(request("dev"), BackendSettings.NONE);

        String source = "from infra/accounts/dev.111111111111.s3.tfbackend";
        assertThat(configuration.bucket()).contains(new Sourced<>(DEV_BUCKET, source));
        assertThat(configuration.region()).contains(region("us-east-1", source));
        assertThat(configuration.key())
                .isEqualTo(new Sourced<>("infra/app/service/dev.tfstate", "from app, module and environment"));
        assertThat(configuration.notices()).isEmpty();
        assertThat(configuration.backend().path()).isEqualTo(Path.of(FILE));
        assertThat(configuration.backend().creates()).isTrue();
        assertThat(configuration.backend().overwrites()).isFalse();
        assertThat(configuration.backend().after()).isEqualTo("""
                        bucket       = "orders-111111111111-us-east-1-tf"
                        key          = "infra/app/service/dev.tfstate"
                        region       = "us-east-1"
                        use_lockfile = true
                        """);
    }

    @Test
    void theDatabaseModuleHasItsOwnFileAndKey() throws Exception {
        Configuration configuration = withAccounts()
                .project()
                .configuration(
                        request("dev", Optional.empty(), DatabaseNames.DEFAULT, BackendModule.DATABASE),
                        BackendSettings.NONE);

        assertThat(configuration.backend().path()).isEqualTo(Path.of("infra/app/database/dev.s3.tfbackend"));
        assertThat(configuration.key().value()).isEqualTo("infra/app/database/dev.tfstate");
    }

    @Test
    void flagsComeBeforeEverythingElse() throws Exception {
        Configuration configuration =
                withAccounts().project().configuration(inRegion("eu-central-1"), bucket("my-state"));

        assertThat(configuration.bucket()).contains(new Sourced<>("my-state", "from --bucket"));
        assertThat(configuration.region()).contains(region("eu-central-1", "from --region"));
        assertThat(configuration.notices()).isEmpty();
    }

    @Test
    void ofSeveralAccountsTheEnvironmentsNetworkDecides() throws Exception {
        Project project = withAccounts().project();

        assertThat(project.configuration(request("dev"), BackendSettings.NONE).bucket())
                .map(Sourced::value)
                .contains(DEV_BUCKET);
        Configuration prod = project.configuration(request("prod"), BackendSettings.NONE);
        assertThat(prod.bucket())
                .contains(new Sourced<>(PROD_BUCKET, "from infra/accounts/prod.222222222222.s3.tfbackend"));
        assertThat(prod.region()).map(Sourced::value).contains(new Region("us-west-2"));
    }

    @Test
    void olderProjectsNameTheAccountByEnvironment() throws Exception {
        Project project = withAccounts()
                .with(
                        "infra/app/app-config/main.tf",
                        "locals {\n  account_names_by_environment = {\n    dev = \"prod\"\n  }\n}\n")
                .project();

        assertThat(project.configuration(request("dev"), BackendSettings.NONE).bucket())
                .map(Sourced::value)
                .contains(PROD_BUCKET);
    }

    @Test
    void ofSeveralAccountsAFlagChooses() throws Exception {
        Project project = withAccounts().project();

        assertThat(project.configuration(request("dev"), account("prod")).bucket())
                .map(Sourced::value)
                .contains(PROD_BUCKET);
        assertThat(project.configuration(request("dev"), accountId("222222222222"))
                        .bucket())
                .map(Sourced::value)
                .contains(PROD_BUCKET);
    }

    @Test
    void anUnknownAccountIsAnsweredWithThoseThereAre() throws Exception {
        Project project = withAccounts().project();

        assertThat(failureOf(() -> project.configuration(request("dev"), account("staging")))
                        .sentence())
                .isEqualTo("could not find account staging: infra/accounts has dev (111111111111), "
                        + "prod (222222222222). Give one of those with --account NAME, or the bucket with "
                        + "--bucket NAME.");
    }

    @Test
    void ofSeveralAccountsNoneIsGuessed() throws Exception {
        Project project = withAccounts().project();

        Configuration configuration = project.configuration(request("qa"), BackendSettings.NONE);

        assertThat(configuration.bucket()).isEmpty();
        assertThat(configuration.region())
                .contains(region("us-east-1", "from default_region in infra/project-config/main.tf"));
        assertThat(configuration.notices())
                .containsExactly(
                        "infra/app/service/qa.s3.tfbackend is not written: infra/accounts has several accounts, and"
                                + " nothing names one of them: dev (111111111111), prod (222222222222). Choose with --account NAME,"
                                + " or give the bucket with --bucket NAME.");
        assertThat(configuration.backend().isNeeded()).isFalse();
    }

    @Test
    void onAwsABucketThatIsNotToBeFoundIsAFailure() throws Exception {
        Failure ambiguous = failureOf(() -> withAccounts().project().configuration(onAws("qa"), BackendSettings.NONE));
        assertThat(ambiguous.kind()).isEqualTo(Failure.Kind.INPUT);
        assertThat(ambiguous.why()).contains("dev (111111111111), prod (222222222222)");

        Failure none = failureOf(
                () -> Project.at(directory.resolve("empty")).configuration(onAws("dev"), BackendSettings.NONE));
        assertThat(none.sentence())
                .isEqualTo(
                        "could not find the bucket of the Terraform state of app-dev: neither flags nor infra/accounts"
                                + " nor the backend file name a bucket. Give it with --bucket NAME, or the account with --account-id"
                                + " ID where infra/project-config names project and Region.");
    }

    @Test
    void aProjectWithNothingGetsNoFile() throws Exception {
        Configuration configuration = Project.at(directory).configuration(request("dev"), BackendSettings.NONE);

        assertThat(configuration.backend().isNeeded()).isFalse();
        assertThat(configuration.notices()).singleElement().asString().contains("is not written", "--bucket NAME");
    }

    @Test
    void aKnownAccountAndProjectGiveTheBucketByConvention() throws Exception {
        Configuration configuration =
                InfraTree.ofTemplate(directory).project().configuration(request("dev"), accountId("333333333333"));

        assertThat(configuration.bucket())
                .contains(new Sourced<>(
                        "orders-333333333333-us-east-1-tf",
                        "by convention, from infra/project-config/main.tf and --account-id"));
        assertThat(configuration.region()).map(Sourced::value).contains(new Region("us-east-1"));
    }

    @Test
    void aFlagMovesAnEnvironmentToAnotherAccountOnlyWithOverwrite() throws Exception {
        Project project = withAccounts().project();
        project.write(List.of(
                project.configuration(request("dev"), BackendSettings.NONE).backend()));

        Configuration kept = project.configuration(request("dev"), account("prod"));
        Configuration moved =
                project.configuration(request("dev"), account("prod").overwriting());

        assertThat(kept.bucket()).map(Sourced::value).contains(PROD_BUCKET);
        assertThat(kept.backend().isNeeded()).isFalse();
        assertThat(moved.bucket()).map(Sourced::value).contains(PROD_BUCKET);
        assertThat(moved.notices()).isEmpty();
        assertThat(moved.backend().after()).isEqualTo("""
                        bucket       = "orders-222222222222-us-west-2-tf"
                        key          = "infra/app/service/dev.tfstate"
                        region       = "us-west-2"
                        use_lockfile = true
                        """);
    }

    @Test
    void theConventionTakesTheGivenRegionWhereTheProjectHasNone() throws Exception {
        Project project = new InfraTree(directory)
                .with("infra/app/service/main.tf", "")
                .with("infra/project-config/main.tf", "locals {\n  project_name = \"orders\"\n}\n")
                .project();

        assertThat(project.configuration(inRegion("eu-west-1"), accountId("333333333333"))
                        .bucket())
                .contains(new Sourced<>(
                        "orders-333333333333-eu-west-1-tf",
                        "by convention, from infra/project-config/main.tf, --account-id and the region"));
    }

    @Test
    void anUnfilledTemplateGivesNoBucket() throws Exception {
        Project project = new InfraTree(directory)
                .with("infra/app/service/main.tf", "")
                .with(
                        "infra/project-config/main.tf",
                        "locals {\n  project_name = \"<PROJECT_NAME>\"\n  default_region = \"<REGION>\"\n}\n")
                .project();

        Configuration configuration = project.configuration(inRegion("us-east-1"), accountId("333333333333"));

        assertThat(configuration.bucket()).isEmpty();
        assertThat(configuration.region()).contains(region("us-east-1", "from --region"));
    }

    @Test
    void anotherAccountThanTheEnvironmentsIsNeverTaken() throws Exception {
        Project project = InfraTree.ofTemplate(directory)
                .withAccount(DEV_ACCOUNT, DEV_BUCKET, "us-east-1")
                .project();
        String why = "the environment belongs to account prod (from infra/project-config/networks.tf:5),"
                + " which has no backend file in infra/accounts; there is dev (111111111111). Set that account up, or"
                + " give another with --account NAME, its ID with --account-id ID, or the bucket with --bucket NAME.";

        Configuration local = project.configuration(request("prod"), BackendSettings.NONE);
        Failure onAws = failureOf(() -> project.configuration(onAws("prod"), BackendSettings.NONE));

        assertThat(local.backend().isNeeded()).isFalse();
        assertThat(local.notices()).containsExactly("infra/app/service/prod.s3.tfbackend is not written: " + why);
        assertThat(onAws.kind()).isEqualTo(Failure.Kind.INPUT);
        assertThat(onAws.sentence()).isEqualTo("could not find the bucket of the Terraform state of app-prod: " + why);
        assertThat(project.configuration(onAws("prod"), account("dev")).bucket())
                .map(Sourced::value)
                .contains(DEV_BUCKET);
    }

    @Test
    void aRegionThatIsNotTheBucketsIsPointedOut() throws Exception {
        Configuration configuration =
                withAccounts().project().configuration(inRegion("eu-west-1"), BackendSettings.NONE);

        assertThat(configuration.region()).contains(region("eu-west-1", "from --region"));
        assertThat(configuration.notices())
                .containsExactly("Region eu-west-1 (from --region) is not us-east-1 (from"
                        + " infra/accounts/dev.111111111111.s3.tfbackend), where bucket " + DEV_BUCKET
                        + " is declared: the backend file must name the bucket's own Region.");
    }

    @Test
    void aRememberedRegionSaysWhereItComesFrom() throws Exception {
        Project project = InfraTree.ofTemplate(directory).project();
        project.write(List.of(project.remember(inRegion("eu-west-1"))));

        assertThat(project.configuration(inRegion("eu-west-1"), BackendSettings.NONE)
                        .region())
                .contains(region("eu-west-1", "from .appdb/environments/app/dev.json"));
    }

    @Test
    void aSecondRunWithoutFlagsChangesNothing() throws Exception {
        Project project = withAccounts().project();
        project.write(List.of(
                project.configuration(inRegion("eu-west-1"), bucket("my-state")).backend()));

        Configuration again = project.configuration(request("dev"), BackendSettings.NONE);

        assertThat(again.backend().isNeeded()).isFalse();
        assertThat(again.bucket()).contains(new Sourced<>("my-state", "from " + FILE));
        assertThat(again.region()).contains(region("eu-west-1", "from " + FILE));
        assertThat(again.notices())
                .containsExactly(
                        "Warning: Bucket my-state in " + FILE + " is not " + DEV_BUCKET
                                + " (from infra/accounts/dev.111111111111.s3.tfbackend).",
                        "Warning: Region eu-west-1 in " + FILE + " is not us-east-1"
                                + " (from infra/accounts/dev.111111111111.s3.tfbackend).",
                        FILE + " is left as it is. Change it with `appdb configure --app-name app --environment dev"
                                + " --overwrite`.");
    }

    @Test
    void anAccountFileThatIsNotFilledInIsNamed() throws Exception {
        Project project = InfraTree.ofTemplate(directory)
                .withAccount(DEV_ACCOUNT, "<TF_STATE_BUCKET_NAME>", "<REGION>")
                .project();
        String what = "could not take the bucket from infra/accounts/dev.111111111111.s3.tfbackend";

        assertThat(failureOf(() -> project.configuration(onAws("dev"), BackendSettings.NONE))
                        .what())
                .isEqualTo(what);
        Configuration local = project.configuration(request("dev"), BackendSettings.NONE);
        assertThat(local.backend().isNeeded()).isFalse();
        assertThat(local.notices())
                .singleElement()
                .asString()
                .startsWith("Warning: " + FILE + " is not written: " + what);
    }

    @Test
    void aWrongAppIsNotConfigured() throws Exception {
        Project project = new InfraTree(directory)
                .with("infra/orders/service/main.tf", "")
                .project();

        assertThat(failureOf(() -> project.configuration(request("dev"), BackendSettings.NONE))
                        .code())
                .isEqualTo("app-not-found");
    }
}
