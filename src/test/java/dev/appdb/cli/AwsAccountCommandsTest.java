package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.FakeAwsExtension;
import dev.appdb.aws.fake.FunctionCode;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The flags that name the account: every command that reaches AWS takes them, and holds them against the credentials. */
class AwsAccountCommandsTest {
    @TempDir
    Path folder;

    @RegisterExtension
    final FakeAwsExtension fake = new FakeAwsExtension();

    private final FakeAws aws = fake.aws();
    private Developer developer;

    @BeforeEach
    void start() throws IOException {
        DemoProject.in(folder)
                .with(
                        "infra/accounts/prod.210987654321.s3.tfbackend",
                        "bucket = \"demo-210987654321-us-east-1-tf\"\nregion = \"us-east-1\"\n");
        developer = new Developer(folder, ScriptedGuide.none(), aws.environment());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan",
                "apply --yes",
                "apply --yes --plan appdb-0123",
                "roles update",
                "roles check",
                "connect --as app --print",
                "status",
                "drift",
                "destroy --confirm app-dev"
            })
    void anotherAccountThanTheOneThatSomebodyIsLoggedInToIsNotTouched(String command) {
        Invocation invocation = developer.runs(command + " --account prod" + DemoProject.NAMED);

        assertThat(invocation.exitCode()).as(invocation.out()).isEqualTo(ExitCode.FAILED);
        assertThat(invocation.err()).contains("demo-210987654321-us-east-1-tf").doesNotContain("is not an option");
        assertThat(aws.stacks().names()).isEmpty();
        assertThat(aws.calls().of("Invoke")).isEmpty();
    }

    @Test
    void anotherAccountsIdIsAnsweredWithWhoIsLoggedIn() {
        Invocation status = developer.runs("status --account-id 210987654321" + DemoProject.NAMED);

        assertThat(status.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(status.err())
                .contains("you are logged in to account 123456789012 as arn:aws:", "not to account 210987654321");
    }

    /** The account of the environment has no file here; the one of another account is not taken for it. */
    @Test
    void anEnvironmentWhoseAccountHasNoFileAsksForAccountOrBucket() throws IOException {
        new DemoProject(folder)
                .with(
                        "infra/app/app-config/stage.tf",
                        "module \"stage_config\" {\n  source = \"./env-config\"\n  network_name = \"stage\"\n}\n")
                .with(
                        "infra/project-config/networks.tf",
                        "locals {\n  network_configs = {\n    stage = { account_name = \"lowers\" }\n  }\n}\n");
        String setup = "configure --yes --target aws --app-name app --environment stage";

        Invocation refused = developer.runs(setup);
        Invocation planned = developer.runs("plan --target aws --app-name app --environment stage");
        Invocation chosen = developer.runs(setup + " --account prod");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(refused.err()).contains("belongs to account lowers", "--account NAME", "--bucket NAME");
        assertThat(planned.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(planned.err()).contains("belongs to account lowers", "--account NAME", "--bucket NAME");
        assertThat(chosen.exitCode()).as(chosen.err()).isZero();
        assertThat(folder.resolve("infra/app/service/stage.s3.tfbackend"))
                .content()
                .contains("demo-210987654321-us-east-1-tf");
        assertThat(developer
                        .runs("plan --target aws --app-name app --environment stage --account dev")
                        .err())
                .contains(
                        "Warning: Bucket demo-210987654321-us-east-1-tf in infra/app/service/stage.s3.tfbackend is not"
                                + " demo-123456789012-us-east-1-tf (from infra/accounts/dev.123456789012.s3.tfbackend).",
                        "Warning: Account prod (210987654321)",
                        "is not dev (from --account)");
    }

    @Test
    void theNetworkThatAFlagNamesIsLookedFor() {
        Invocation plan = developer.runs("plan --network upper --project-name shop" + DemoProject.NAMED);

        assertThat(plan.exitCode()).isNotZero();
        assertThat(plan.err()).contains("project=shop and network_name=upper");
    }

    @Test
    void theRightAccountIsWorkedIn() {
        aws.lambda().runs(invocation -> FunctionCode.Result.of("{\"format\":1,\"checks\":[]}"));

        Invocation status = developer.runs("status --account-id 123456789012" + DemoProject.NAMED);
        Invocation drift = developer.runs("drift --bucket demo-123456789012-us-east-1-tf" + DemoProject.NAMED);

        assertThat(status.exitCode()).as(status.err()).isZero();
        assertThat(status.out()).contains("there is no appdb-app-dev");
        assertThat(drift.exitCode()).as(drift.err()).isZero();
    }

    @Test
    void aFlagThatIsNotValidIsNamedByEveryCommand() {
        Invocation status = developer.runs("status --account-id 12 --account a/b" + DemoProject.NAMED);

        assertThat(status.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(status.err()).contains("Invalid input", "--account-id", "--account ");
        assertThat(aws.calls().count()).isZero();
    }
}
