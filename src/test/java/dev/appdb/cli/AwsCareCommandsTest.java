package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
        assertThat(caller.out())
                .startsWith("# No permissions boundary is set: ")
                .contains("cloudformation:CreateChangeSet", "stack/appdb-app-dev/*")
                .contains("\n# appdb-app-dev-caller-1.json\n{", "\n# appdb-app-dev-boundary.json\n{");
        assertThat(role.json().get("warning").asText()).contains("appdb-app-dev-boundary");
        JsonNode policies = role.json().get("policies");
        assertThat(policies.get(0).get("name").asText()).isEqualTo("appdb-app-dev-service-role-1");
        assertThat(policies.findValues("Statement").toString())
                .contains("rds:CreateDBCluster")
                .doesNotContain("cloudformation:");
    }

    @Test
    void withABoundaryOrAServiceRoleThereIsNothingToWarnOf() {
        String command = "iam-policy --target aws --region us-east-1" + NAMED;
        Invocation bounded =
                developer.runs(command + " --permissions-boundary arn:aws:iam::123456789012:policy/boundary");
        Invocation delegating = developer.runs(command + " --role-arn arn:aws:iam::123456789012:role/cloudformation");

        for (Invocation each : List.of(bounded, delegating)) {
            assertThat(each.exitCode()).as(each.err()).isZero();
            assertThat(each.out())
                    .startsWith("# appdb-app-dev-caller-1.json\n{")
                    .doesNotContain("-boundary.json");
        }
    }

    @Test
    void thePoliciesAreWrittenForTheCommandThatCreatesThem() throws Exception {
        String command = "iam-policy --target aws --region us-east-1 --output-dir policies" + NAMED;
        Invocation first = developer.runs(command);
        Invocation again = developer.runs(command);

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(first.out())
                .startsWith("# No permissions boundary is set: ")
                .contains("aws iam create-policy --policy-name appdb-app-dev-caller-1 --policy-document 'file:///");
        try (Stream<Path> files = Files.list(project.resolve("policies"))) {
            List<Path> written = files.toList();
            assertThat(written).hasSize((int)
                    first.out().lines().filter(line -> line.startsWith("aws ")).count());
            for (Path file : written) {
                assertThat(first.out()).contains(String.valueOf(file.getFileName()));
                assertThat(new ObjectMapper().readTree(Files.readString(file)).has("Statement"))
                        .isTrue();
            }
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        Files.writeString(project.resolve("file"), "");

        Invocation policy = developer.runs("iam-policy --target aws --region us-east-1 --output-dir file" + NAMED);

        assertThat(policy.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(policy.err()).contains("could not write ", "appdb-app-dev-caller-1.json", "--output-dir");
    }

    @Test
    void aPolicyForNoOneOrOfAnotherTargetIsWrongInput() {
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
    void withoutAwsSettingsTheRegionAndTheCredentialsAreMissingInWords() throws Exception {
        Files.delete(project.resolve("infra/accounts/dev.123456789012.s3.tfbackend"));

        OwnProcess bare = new OwnProcess(project, Map.of());
        Invocation withoutRegion = bare.runs("status --target aws" + NAMED);
        Invocation withoutCredentials = bare.runs("doctor --target aws --region us-east-1" + NAMED);

        assertThat(withoutRegion.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(withoutRegion.err()).contains("--region").doesNotContain("Exception", "\tat ");
        assertThat(withoutCredentials.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(withoutCredentials.out() + withoutCredentials.err())
                .contains("no AWS credentials were found", "Log in again")
                .doesNotContain("Exception", "\tat ");
    }

    /** In a process of its own, too. */
    @Test
    void withoutAwsCredentialsTheDeclaredExtensionsAreListed() throws Exception {
        Path declared = project.resolve("infra/app/app-config/env-config/database.tf");
        Files.createDirectories(declared.resolveSibling("."));
        Files.writeString(declared, "locals {\n  superuser_extensions = { \"vector\" : true }\n}\n");

        Invocation list = new OwnProcess(project, Map.of()).runs("extensions list --target aws" + NAMED);

        assertThat(list.exitCode()).as(list.err()).isZero();
        assertThat(list.out()).containsPattern("vector +on +infra/app/app-config/env-config/database.tf:2");
        assertThat(list.err())
                .contains("only what is declared is listed", "no AWS credentials were found")
                .doesNotContain("Exception", "\tat ");
    }
}
