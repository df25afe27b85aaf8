package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.store.DatabaseKey;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with target aws, against an account on loopback. */
class AwsCommandsTest {
    @TempDir
    Path project;

    private AwsScene scene;

    @BeforeEach
    void start() throws IOException {
        scene = AwsScene.in(project);
        AwsScene.jar(project);
    }

    @AfterEach
    void stop() {
        AwsScene.withoutJar();
        scene.close();
    }

    private Developer developer() {
        return scene.developer();
    }

    @Test
    void aWholeSetupDeploysManagesChecksAndIsRemembered() throws Exception {
        scene.aws.lambda().runs(new RoleManagerStandIn());

        Invocation setup =
                developer().runs("setup --target aws --app-name app --environment dev --max-capacity 4 --yes");

        assertThat(setup.err()).contains("app-dev is set up.", "DatabaseCluster complete", "--max-capacity 4");
        assertThat(setup.exitCode()).isZero();
        assertThat(setup.out()).startsWith("{\"roles\":[\"app\",\"migrator\"]");
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
        Invocation apply =
                developer().runs("apply --target aws --app-name app --environment dev --yes --no-roles --plan " + id);
        assertThat(apply.exitCode()).isZero();
        Invocation again =
                developer().runs("apply --target aws --app-name app --environment dev --yes --no-roles --plan " + id);
        assertThat(again.exitCode()).isEqualTo(4);
        assertThat(again.err()).contains("appdb plan --app-name app --environment dev");
    }

    @Test
    void theTemplateIsPrintedWithoutAnAccount() {
        Invocation template = new Developer(project, ScriptedGuide.none(), Map.of())
                .runs("template --target aws --app-name app --environment dev");

        assertThat(template.exitCode()).isZero();
        assertThat(template.out()).startsWith("{\n  \"AWSTemplateFormatVersion\": \"2010-09-09\"");
        assertThat(scene.aws.calls().count()).isZero();
    }

    @Test
    void theEndpointsOfTheTemplatesInstancesLeadToTheirClustersDatabase() {
        Invocation template =
                developer().runs("template --target aws --app-name app --environment dev --readers 2 --output json");

        List<String> instances = template.json().path("Resources").findValuesAsText("DBInstanceIdentifier");
        assertThat(instances).hasSize(3);
        for (String instance : instances) {
            ServerUrl url = new ServerUrl("postgresql://u@" + instance + ".c1x2y3.us-east-1.rds.amazonaws.com/app");
            assertThat(DatabaseKey.of(url)).isEqualTo(DatabaseKey.of(Target.AWS, EnvironmentKey.of("app", "dev")));
        }
    }

    @Test
    void aMissingRegionSaysWhereOneMayComeFrom() throws IOException {
        scene.with("infra/project-config/main.tf", "locals {\n  project_name = \"demo\"\n}\n");
        Files.delete(project.resolve("infra/accounts/dev.123456789012.s3.tfbackend"));

        Invocation plan = new Developer(project, ScriptedGuide.none(), Map.of())
                .runs("plan --target aws --app-name app --environment dev");

        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.err()).contains("--region", "default_region", "AWS_REGION");
    }

    @Test
    void whatGoesWithAwsOnlyIsRefusedElsewhere() {
        Invocation plan = developer()
                .runs("plan --target local --app-name app --environment dev --readers 2 --temporary --role-arn x");

        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.err()).contains("--readers", "--temporary", "--role-arn", "goes with target aws only");
    }

    @Test
    void aMonitoringUserIsRefusedWithWhatStandsInItsPlace() {
        Invocation check =
                developer().runs("roles check --target aws --app-name app --environment dev --monitor-user watcher");

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err())
                .contains("--monitor-user  goes with target server only, not with aws: there the role manager function")
                .contains("lambda:InvokeFunction and no user of the database");
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
