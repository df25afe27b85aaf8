package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.appdb.aws.account.AwsSettings;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.FakeAwsExtension;
import dev.appdb.aws.fake.FunctionCode;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands on an existing database of target aws: exit codes, and the output of each stream. */
class AwsLifeCommandsTest {
    @TempDir
    Path folder;

    @RegisterExtension
    final FakeAwsExtension fake = new FakeAwsExtension();

    private final FakeAws aws = fake.aws();
    private Developer developer;

    @BeforeEach
    void deploy() throws IOException {
        aws.stacks().ticksPerLook(40);
        DemoProject project = DemoProject.in(folder);
        System.setProperty(AwsSettings.JAR_PROPERTY, project.jar().toString());
        developer = new Developer(folder, ScriptedGuide.none(), aws.environment());
        Invocation apply = developer.runs("apply --yes --no-roles" + DemoProject.NAMED);
        assertThat(apply.exitCode()).as(apply.err()).isZero();
    }

    @AfterEach
    void stop() {
        System.clearProperty(AwsSettings.JAR_PROPERTY);
    }

    @Test
    void theFunctionsAnswerIsTheResultAndItsLogIsNot() {
        String roles = "{\"roles\":[\"app\"],\"roles_with_groups\":{},\"schema_privileges\":{}}";
        aws.lambda()
                .runs(invocation -> FunctionCode.Result.of(
                        invocation.text().contains("\"action\":\"plan\"")
                                ? RoleManagerStandIn.nothingToChange().toJson()
                                : invocation.text().contains("\"manage\"")
                                        ? "{\"format\":1,\"changes\":[],\"notices\":[],\"obstacles\":[],\"extensions\":[],\"roles\":"
                                                + roles + "}"
                                        : "{\"format\":1,\"checks\":[]}",
                        "looking at roles\n"));

        Invocation update = developer.runs("roles update" + DemoProject.NAMED);

        assertThat(update.exitCode()).as(update.err()).isZero();
        assertThat(update.out()).isEqualTo(roles + "\n");
        assertThat(update.err()).contains("role manager: looking at roles").doesNotContain("REPORT RequestId");
    }

    @Test
    void anErrorOfTheFunctionIsReportedInItsOwnWords() {
        aws.lambda()
                .runs(invocation -> FunctionCode.Result.failed(
                        "dev.appdb.roles.lambda.FunctionFailure", "the secret is gone", "before the end\n"));

        Invocation check = developer.runs("roles check" + DemoProject.NAMED);

        assertThat(check.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(check.out()).isEmpty();
        assertThat(check.err())
                .contains("the secret is gone", "role manager: before the end")
                .doesNotContain("\tat ");
    }

    @Test
    void driftIsFound() {
        aws.account().find("AWS::RDS::DBCluster", "app-dev").orElseThrow().set("DeletionProtection", BooleanNode.FALSE);

        Invocation drift = developer.runs("drift" + DemoProject.NAMED);

        assertThat(drift.exitCode()).as(drift.err()).isEqualTo(ExitCode.FOUND);
        assertThat(drift.out()).contains("DatabaseCluster", "/DeletionProtection: deployed true, is false");
    }

    @Test
    void itIsDestroyedOnlyByItsNameAndThenTheStatusSaysThatNothingIsThere() {
        Invocation wrong = developer.runs("destroy --confirm app-prod" + DemoProject.NAMED);
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(aws.stacks().status("appdb-app-dev")).contains("UPDATE_COMPLETE");

        Invocation destroy = developer.runs("destroy --confirm app-dev" + DemoProject.NAMED);

        assertThat(destroy.exitCode()).as(destroy.err()).isZero();
        assertThat(aws.stacks().names()).isEmpty();
        Invocation status = developer.runs("status" + DemoProject.NAMED);
        assertThat(status.exitCode()).isZero();
        assertThat(status.out()).contains("absent", "there is no appdb-app-dev");
    }
}
