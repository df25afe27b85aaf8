package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.cli.Invocation.Developer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code drift}, {@code iam-policy}, {@code doctor} and {@code destroy} with target aws, without any AWS. */
class AwsCareCommandsTest {
    private static final String NAMED = " --app-name app --environment dev";

    @TempDir
    Path project;

    private Developer developer;

    @BeforeEach
    void start() throws IOException {
        developer = Developer.script(project);
        Path accounts = Files.createDirectories(project.resolve("infra/accounts"));
        Files.writeString(
                accounts.resolve("dev.123456789012.s3.tfbackend"),
                "bucket = \"demo-123456789012-us-east-1-tf\"\nregion = \"us-east-1\"\n");
        Files.createDirectories(project.resolve("infra/app/app-config"));
    }

    @Test
    void driftDoesNotApplyWhereThereIsNoStack() {
        Invocation drift = developer.runs("drift --target local --output json" + NAMED);

        assertThat(drift.exitCode()).as(drift.err()).isZero();
        assertThat(drift.json().get("applicable").asBoolean()).isFalse();
        assertThat(developer.runs("drift --target local" + NAMED).out())
                .startsWith("not applicable: target local deploys no stack");
    }

    @Test
    void thePoliciesArePrintedWithoutAnyCall() {
        Invocation caller = developer.runs("iam-policy --target aws --region us-east-1" + NAMED);
        Invocation role =
                developer.runs("iam-policy --target aws --region us-east-1 --for service-role --output json" + NAMED);

        assertThat(caller.exitCode()).as(caller.err()).isZero();
        assertThat(caller.out()).contains("cloudformation:CreateChangeSet", "stack/appdb-app-*/*");
        JsonNode statements = role.json().get("Statement");
        assertThat(statements.toString()).contains("rds:CreateDBCluster").doesNotContain("cloudformation:");
    }

    @Test
    void aPolicyForNobodyOrOfAnotherTargetIsWrongInput() {
        assertThat(developer
                        .runs("iam-policy --target aws --region us-east-1 --for me" + NAMED)
                        .err())
                .contains("--for", "use caller or service-role");
        Invocation local = developer.runs("iam-policy --target local" + NAMED);
        assertThat(local.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(local.err()).contains("only target aws takes a policy");
    }

    @Test
    void backupsAreDeletedOnAwsOnly() {
        Invocation local = developer.runs("destroy --target local --confirm app-dev --delete-backups" + NAMED);

        assertThat(local.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(local.err()).contains("--delete-backups");
    }

    /** In a process of its own, whose environment and home say nothing of AWS. */
    @Test
    void whereNothingIsSaidOfAwsTheRegionAndTheCredentialsAreMissingInWords() throws Exception {
        Files.delete(project.resolve("infra/accounts/dev.123456789012.s3.tfbackend"));

        String withoutRegion = inBareProcess("status", "--target", "aws", "--app-name", "app", "--environment", "dev");
        String withoutCredentials = inBareProcess(
                "doctor", "--target", "aws", "--region", "us-east-1", "--app-name", "app", "--environment", "dev");

        assertThat(withoutRegion).contains("--region").doesNotContain("Exception", "\tat ");
        assertThat(withoutCredentials)
                .contains("there are no AWS credentials", "Log in again")
                .doesNotContain("Exception", "\tat ");
    }

    private String inBareProcess(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + project,
                "-cp",
                System.getProperty("java.class.path"),
                Appdb.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().clear();
        // There is no role of a machine here, and asking for one only takes time.
        process.environment().putAll(Map.of("AWS_EC2_METADATA_DISABLED", "true", "LANG", "C.UTF-8"));
        Process running = process.directory(new File(project.toString())).start();
        String told = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor()).as(told).isIn(ExitCode.INPUT, ExitCode.FOUND);
        return told;
    }
}
