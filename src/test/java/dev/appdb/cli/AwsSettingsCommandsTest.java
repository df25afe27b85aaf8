package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The remembered settings of an Aurora cluster and the flags that change them, all without AWS. */
class AwsSettingsCommandsTest {
    private static final String BOUNDARY = "arn:aws:iam::123456789012:policy/boundary";

    @TempDir
    Path folder;

    private DemoProject project;
    private Developer developer;

    @BeforeEach
    void start() throws IOException {
        project = DemoProject.in(folder);
        developer = Developer.script(folder);
    }

    private JsonNode resource(String logicalId, String flags) {
        Invocation template = developer.runs("template --output json" + DemoProject.NAMED + flags);
        assertThat(template.exitCode()).as(template.out() + template.err()).isZero();
        return template.json().path("Resources").path(logicalId).path("Properties");
    }

    @Test
    void aReservationAndABoundaryAreRememberedAndTakenBack() {
        Invocation configured = developer.runs(
                "configure --yes --reserved-concurrency 3 --permissions-boundary " + BOUNDARY + DemoProject.NAMED);

        assertThat(configured.exitCode()).as(configured.err()).isZero();
        assertThat(folder.resolve("infra/app/appdb/dev.json"))
                .content()
                .contains("\"reserved_concurrency\": 3", "\"permissions_boundary\": \"" + BOUNDARY + "\"");
        assertThat(resource("RoleManagerFunction", "")
                        .path("ReservedConcurrentExecutions")
                        .asInt())
                .isEqualTo(3);
        for (String role : new String[] {"RoleManagerRole", "MonitoringRole", "BackupRole"}) {
            assertThat(resource(role, "").at("/PermissionsBoundary/Ref").asText())
                    .isEqualTo("PermissionsBoundaryArn");
        }
        String without = " --reserved-concurrency none --permissions-boundary none";
        assertThat(resource("RoleManagerFunction", without).has("ReservedConcurrentExecutions"))
                .isFalse();
        assertThat(resource("RoleManagerRole", without).has("PermissionsBoundary"))
                .isFalse();
        Invocation policy = developer.runs("iam-policy" + DemoProject.NAMED);
        assertThat(policy.out()).contains("iam:PutRolePermissionsBoundary", BOUNDARY);
    }

    @Test
    void backupsAreKeptForTheDaysThatAreRemembered() {
        String period = "BackupRetentionPeriod";
        assertThat(resource("DatabaseCluster", "").path(period).asInt()).isEqualTo(7);
        assertThat(resource("DatabaseCluster", " --temporary").path(period).asInt())
                .isEqualTo(1);

        Invocation configured = developer.runs("configure --yes --backup-retention 35" + DemoProject.NAMED);

        assertThat(configured.exitCode()).as(configured.err()).isZero();
        assertThat(folder.resolve("infra/app/appdb/dev.json")).content().contains("\"backup_retention_days\": 35");
        assertThat(resource("DatabaseCluster", "").path(period).asInt()).isEqualTo(35);
        assertThat(resource("DatabaseCluster", " --backup-retention 2 --temporary")
                        .path(period)
                        .asInt())
                .isEqualTo(2);
        for (String days : new String[] {"0", "36"}) {
            assertThat(developer
                            .runs("template --backup-retention " + days + DemoProject.NAMED)
                            .err())
                    .contains("--backup-retention", "backups are kept for 1 to 35 days, not " + days);
        }
    }

    @Test
    void theDataApiIsOffUnlessItIsGivenOrDeclaredAndIsRemembered() throws Exception {
        assertThat(resource("DatabaseCluster", "").path("EnableHttpEndpoint")).isEqualTo(BooleanNode.FALSE);
        assertThat(developer
                        .runs("configure --yes --data-api" + DemoProject.NAMED)
                        .exitCode())
                .isZero();
        assertThat(resource("DatabaseCluster", "").path("EnableHttpEndpoint")).isEqualTo(BooleanNode.TRUE);
        assertThat(resource("DatabaseCluster", " --no-data-api").path("EnableHttpEndpoint"))
                .isEqualTo(BooleanNode.FALSE);

        project.with(
                "infra/app/app-config/stage.tf",
                "module \"stage_config\" {\n  source = \"./env-config\"\n  enable_http_endpoint = true\n}\n");
        String printed = "template -a app -e stage -t aws --network lower";
        assertThat(developer.runs(printed).err()).contains("RDS Data API (from infra/app/app-config/stage.tf:3)");
        assertThat(developer
                        .runs(printed + " --output json")
                        .json()
                        .at("/Resources/DatabaseCluster/Properties/EnableHttpEndpoint"))
                .isEqualTo(BooleanNode.TRUE);
    }

    @Test
    void logsAreKeptForTheDaysThatAreRememberedAndThatCloudWatchTakes() {
        assertThat(resource("DatabaseLogs", "").path("RetentionInDays").asInt()).isEqualTo(365);

        Invocation configured = developer.runs("configure --yes --log-retention 731" + DemoProject.NAMED);

        assertThat(configured.exitCode()).as(configured.err()).isZero();
        assertThat(folder.resolve("infra/app/appdb/dev.json")).content().contains("\"log_retention_days\": 731");
        for (String group : new String[] {"DatabaseLogs", "RoleManagerLogs"}) {
            assertThat(resource(group, "").path("RetentionInDays").asInt()).isEqualTo(731);
            assertThat(resource(group, " --log-retention 30")
                            .path("RetentionInDays")
                            .asInt())
                    .isEqualTo(30);
        }
        for (String days : new String[] {"0", "10", "366"}) {
            assertThat(developer
                            .runs("template --log-retention " + days + DemoProject.NAMED)
                            .err())
                    .contains("--log-retention", "180, 365, 400", "days, not " + days);
        }
    }

    @Test
    void theStorageTypeIsOneOfAuroras() {
        assertThat(resource("DatabaseCluster", "").path("StorageType").asText()).isEqualTo("aurora");
        assertThat(resource("DatabaseCluster", " --storage-type aurora-iopt1")
                        .path("StorageType")
                        .asText())
                .isEqualTo("aurora-iopt1");
        assertThat(developer
                        .runs("template --storage-type gp3" + DemoProject.NAMED)
                        .err())
                .contains("there is no storage type \"gp3\": use aurora or aurora-iopt1");
    }

    @Test
    void aClusterIsProtectedFromTheStartWhereThatIsAskedForAndNotTemporary() {
        assertThat(resource("DatabaseCluster", "").path("DeletionProtection")).isEqualTo(BooleanNode.FALSE);
        assertThat(resource("DatabaseCluster", " --protect-from-start").path("DeletionProtection"))
                .isEqualTo(BooleanNode.TRUE);
        assertThat(developer
                        .runs("template --temporary --protect-from-start" + DemoProject.NAMED)
                        .err())
                .contains("a temporary database has no deletion protection, so it can't be protected from the start");
    }

    @Test
    void projectAndNetworkThatTheProjectDoesNotNameAreGivenAndRemembered() throws Exception {
        project.with("infra/project-config/main.tf", "locals {\n  default_region = \"us-east-1\"\n}\n")
                .with("infra/app/app-config/dev.tf", "module \"dev_config\" {\n}\n");

        Invocation configured =
                developer.runs("configure --yes --project-name shop --network lower" + DemoProject.NAMED);

        assertThat(configured.exitCode()).as(configured.err()).isZero();
        assertThat(folder.resolve("infra/app/appdb/dev.json"))
                .content()
                .contains("\"project_name\": \"shop\"", "\"network\": \"lower\"");
        assertThat(resource("DatabaseCluster", "").path("Tags").toString()).contains("\"shop\"");
        assertThat(developer
                        .runs("configure --yes --network \"a;b\"" + DemoProject.NAMED)
                        .err())
                .contains("--network", "is not 1 to 256 letters");
    }

    @Test
    void whatIsWrongWithThemStandsUnderTheirOwnFlags() {
        Invocation template = developer.runs("template --output json --reserved-concurrency 0 --permissions-boundary "
                + "arn:aws:sns:us-east-1:123456789012:alarms --readers 16" + DemoProject.NAMED);

        assertThat(template.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(template.json().path("problems").findValuesAsText("flag"))
                .containsExactly("--readers", "--reserved-concurrency", "--permissions-boundary");
        assertThat(developer
                        .runs("template --reserved-concurrency few" + DemoProject.NAMED)
                        .err())
                .contains("\"few\" is not a number of invocations, or none");
        assertThat(developer
                        .runs("plan -t local -a app -e dev --permissions-boundary " + BOUNDARY)
                        .err())
                .contains("--permissions-boundary", "goes with target aws only");
    }

    @Test
    void aBoundaryOutOfPlaceInTheFileIsNamedWithItsField() throws Exception {
        project.with(
                "infra/app/appdb/dev.json",
                "{\"format\": 1, \"target\": \"aws\", \"aurora\": {\"min_acu\": 1, \"max_acu\": 2,"
                        + " \"permissions_boundary\": \"x\"}}");

        Invocation template = developer.runs("template -a app -e dev");

        assertThat(template.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(template.err()).contains("dev.json", "\"permissions_boundary\"");
    }
}
