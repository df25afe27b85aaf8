package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.FunctionCode;
import dev.appdb.cli.Invocation.Developer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with target aws, against an account on loopback. */
class AwsCommandsTest {
    private static final String JAR = "appdb.role-manager.jar";
    private static final String ROLES = "{\"roles\":[\"app\"],\"roles_with_groups\":{},\"schema_privileges\":{}}";

    @TempDir
    Path project;

    private FakeAws aws;

    @BeforeEach
    void start() throws IOException {
        aws = FakeAws.start();
        // A look lets much time pass, so that a set-up takes few.
        aws.stacks().ticksPerLook(40);
        with("infra/project-config/main.tf", """
                locals {
                  project_name   = "demo"
                  default_region = "us-east-1"
                }
                """);
        with("infra/app/app-config/dev.tf", "module \"dev_config\" {\n  network_name = \"dev\"\n}\n");
        with(
                "infra/accounts/dev.123456789012.s3.tfbackend",
                "bucket = \"demo-123456789012-us-east-1-tf\"\nregion = \"us-east-1\"\n");
        with("role-manager.jar", "role manager");
        System.setProperty(JAR, project.resolve("role-manager.jar").toString());
    }

    @AfterEach
    void stop() {
        System.clearProperty(JAR);
        aws.close();
    }

    private void with(String file, String text) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text);
    }

    private Developer developer() {
        return new Developer(project, ScriptedGuide.nobody(), aws.environment());
    }

    @Test
    void aWholeSetupDeploysManagesChecksAndIsRemembered() throws Exception {
        aws.lambda()
                .runs(invocation -> FunctionCode.Result.of(
                        invocation.text().contains("\"manage\"")
                                ? "{\"format\":1,\"changes\":[],\"notices\":[],\"obstacles\":[],\"extensions\":[],"
                                        + "\"roles\":" + ROLES + "}"
                                : "{\"format\":1,\"checks\":[]}"));

        Invocation setup =
                developer().runs("setup --target aws --app-name app --environment dev --max-capacity 4 --yes");

        assertThat(setup.err()).contains("app-dev is set up.", "DatabaseCluster complete", "--max-capacity 4");
        assertThat(setup.exitCode()).isZero();
        assertThat(setup.out()).startsWith(ROLES);
        assertThat(project.resolve("infra/app/appdb/dev.json"))
                .content()
                .contains("\"target\": \"aws\"", "\"region\": \"us-east-1\"", "\"max_acu\": 4");

        Invocation plan = developer().runs("plan --detailed-exitcode");
        assertThat(plan.out()).contains("up to date");
        assertThat(plan.exitCode()).isZero();

        Invocation upgrade = developer().runs("apply --postgres-version 17 --yes");
        assertThat(upgrade.exitCode()).isEqualTo(4);
        assertThat(upgrade.err()).contains("--allow-upgrade");

        Invocation temporary = developer().runs("apply --temporary --yes");
        assertThat(temporary.exitCode()).isEqualTo(4);
        assertThat(temporary.err()).contains("switch its deletion protection off", "--allow-unprotected");
    }

    @Test
    void aPlanIsShownWithItsIdAndAppliedByIt() {
        Invocation plan = developer()
                .runs("plan --target aws --app-name app --environment dev --detailed-exitcode --output json");
        String id = plan.json().path("id").asText();

        assertThat(plan.exitCode()).isEqualTo(3);
        assertThat(id).startsWith("appdb-");
        Invocation apply = developer().runs("apply --target aws --app-name app --environment dev --yes --plan " + id);
        assertThat(apply.exitCode()).isZero();
        Invocation again = developer().runs("apply --target aws --app-name app --environment dev --yes --plan " + id);
        assertThat(again.exitCode()).isEqualTo(4);
        assertThat(again.err()).contains("appdb plan --app-name app --environment dev");
    }

    @Test
    void theTemplateIsPrintedWithoutAnAccount() {
        Invocation template = new Developer(project, ScriptedGuide.nobody(), Map.of())
                .runs("template --target aws --app-name app --environment dev");

        assertThat(template.exitCode()).isZero();
        assertThat(template.out()).startsWith("{\n  \"AWSTemplateFormatVersion\": \"2010-09-09\"");
        assertThat(aws.calls().count()).isZero();
    }

    @Test
    void aMissingRegionSaysWhereOneMayComeFrom() throws IOException {
        with("infra/project-config/main.tf", "locals {\n  project_name = \"demo\"\n}\n");
        Files.delete(project.resolve("infra/accounts/dev.123456789012.s3.tfbackend"));

        Invocation plan = new Developer(project, ScriptedGuide.nobody(), Map.of())
                .runs("plan --target aws --app-name app --environment dev");

        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.err()).contains("--region", "default_region", "AWS_REGION");
    }

    @Test
    void whatGoesWithAwsOnlyIsRefusedElsewhere() {
        Invocation plan = developer()
                .runs("plan --target local --app-name app --environment dev --readers 2 --temporary --role-arn x");

        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.err()).contains("--readers", "--temporary", "--role-arn", "goes with --target aws only");
    }

    @Test
    void everythingWrongWithAClusterIsNamedTogether() {
        Invocation plan = developer()
                .runs("plan --target aws --app-name app --environment dev --readers 16 --auto-pause soon"
                        + " --alarm-topic here");

        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.err())
                .contains("readers are 0 to 15, not 16", "\"soon\" is not a number of seconds", "--alarm-topic");
    }
}
