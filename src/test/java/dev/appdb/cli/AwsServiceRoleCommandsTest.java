package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.aws.account.AwsSettings;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.FakeAwsExtension;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code --role-arn}: CloudFormation works with a role, whose rights are looked at beside the caller's. */
class AwsServiceRoleCommandsTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/cloudformation";
    private static final String WITH_ROLE = " --role-arn " + ROLE + DemoProject.NAMED;

    @TempDir
    Path folder;

    @RegisterExtension
    final FakeAwsExtension fake = new FakeAwsExtension();

    private final FakeAws aws = fake.aws();
    private Developer developer;

    @BeforeEach
    void start() throws IOException {
        role("cloudformation.amazonaws.com");
        DemoProject project = DemoProject.in(folder);
        System.setProperty(AwsSettings.JAR_PROPERTY, project.jar().toString());
        developer = new Developer(folder, ScriptedGuide.none(), aws.environment());
    }

    @AfterEach
    void stop() {
        System.clearProperty(AwsSettings.JAR_PROPERTY);
    }

    private void role(String trusted) {
        aws.account().remove("AWS::IAM::Role", "cloudformation");
        aws.account().add("AWS::IAM::Role", "cloudformation", """
            {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": {"Service": ["%s"]}, "Action": "sts:AssumeRole"}]}}
            """.formatted(trusted));
    }

    private static JsonNode finding(Invocation doctor, String subject) {
        List<JsonNode> found = new ArrayList<>();
        doctor.json().path("findings").forEach(each -> {
            if (each.path("subject").asText().equals(subject)) {
                found.add(each);
            }
        });
        assertThat(found).as(subject).hasSize(1);
        return found.get(0);
    }

    @Test
    void doctorLooksAtTheRightsOfBoth() {
        Invocation doctor = developer.runs("doctor --output json" + WITH_ROLE);

        assertThat(finding(doctor, "permissions").path("verdict").asText()).isEqualTo("ok");
        assertThat(finding(doctor, "service role").path("verdict").asText()).isEqualTo("ok");
        assertThat(finding(doctor, "service role").path("found").asText()).startsWith(ROLE + " may do all ");
    }

    @Test
    void whatOnlyTheRoleNeedsIsMissingInTheRole() {
        aws.account().credentials().deny("rds:CreateDBCluster");

        Invocation doctor = developer.runs("doctor --output json" + WITH_ROLE);

        assertThat(doctor.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(finding(doctor, "permissions").path("verdict").asText()).isEqualTo("ok");
        JsonNode role = finding(doctor, "service role");
        assertThat(role.path("verdict").asText()).isEqualTo("problem");
        assertThat(role.path("found").asText()).isEqualTo(ROLE + " may not do rds:CreateDBCluster");
        assertThat(role.path("remedy").asText()).contains("appdb iam-policy", "--for service-role");
    }

    @Test
    void aRoleThatCloudFormationCannotAssumeIsNamedBeforeThePlan() {
        role("lambda.amazonaws.com");

        Invocation plan = developer.runs("plan" + WITH_ROLE);

        assertThat(plan.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(plan.err()).contains("service role: " + ROLE + " does not trust CloudFormation", "trust policy");
        assertThat(aws.calls().of("CreateChangeSet")).isEmpty();
    }

    @Test
    void aRoleThatDoesNotExistIsNamedBeforeThePlan() {
        aws.account().remove("AWS::IAM::Role", "cloudformation");

        Invocation plan = developer.runs("plan" + WITH_ROLE);

        assertThat(plan.err()).contains("service role: there is no role " + ROLE, "--role-arn");
        assertThat(aws.calls().of("CreateChangeSet")).isEmpty();
    }

    @Test
    void aMissingPassRolePermissionIsReported() {
        aws.account().credentials().deny("iam:PassRole");

        Invocation plan = developer.runs("plan" + WITH_ROLE);

        assertThat(plan.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(plan.err()).contains("permissions: ", "may not do iam:PassRole");
        assertThat(aws.calls().of("CreateChangeSet")).isEmpty();
    }

    @Test
    void theChangeSetIsMadeForTheRole() {
        Invocation plan = developer.runs("plan" + WITH_ROLE);

        assertThat(plan.exitCode()).as(plan.err()).isZero();
        assertThat(aws.calls().of("CreateChangeSet"))
                .allMatch(call -> ROLE.equals(call.parameters().get("RoleARN")))
                .isNotEmpty();
    }
}
