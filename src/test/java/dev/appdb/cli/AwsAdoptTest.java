package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.aws.fake.LiveResource;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A role manager beside a database of somebody else, from adopting to destroying, with the real handler and PostgreSQL. */
class AwsAdoptTest {
    private static final String NAMED = " --app-name app --environment dev";
    private static final String ADOPT = "adopt --role-manager --yes" + NAMED;
    private static final String STACK = "appdb-RoleManager-app-dev";

    @TempDir
    Path folder;

    private final TestServer server = TestServers.another(PostgresMajor.DEFAULT);
    private AwsScene scene;

    @BeforeEach
    void start() throws Exception {
        scene = AwsScene.in(folder).withRoleManagerOn(server);
        AwsScene.jar(folder);
    }

    @AfterEach
    void stop() {
        AwsScene.withoutJar();
        scene.close();
    }

    @Test
    void aClusterOfTerraformsGetsARoleManagerAndKeepsAllElse() throws Exception {
        LiveResource cluster = SomebodysDatabase.cluster(scene.aws.account(), "app-dev");
        String before = cluster.properties().toString();
        List<LiveResource> others = scene.aws.account().all();

        Invocation adopt = scene.developer().runs(ADOPT + " --allow-ingress");

        assertThat(adopt.exitCode()).as(adopt.err()).isZero();
        assertThat(adopt.err())
                .contains(
                        "address " + cluster.attribute("Endpoint.Address") + ":5432 (from cluster app-dev)",
                        "database app (from cluster app-dev), master user postgres (from cluster app-dev)",
                        "master secret " + cluster.attribute("MasterUserSecret.SecretArn") + " (from cluster app-dev)",
                        "users app, migrator and schema app (as configured)",
                        "(from DB subnet group dev)",
                        "security group of the cluster sg-0d0d0d0d0d0d0d0d0 (terraform), which gets a rule for the role"
                                + " manager",
                        "left alone: app-dev itself");
        assertThat(Files.readString(folder.resolve("infra/app/appdb/dev.json")))
                .contains("\"cluster\": \"app-dev\"")
                .doesNotContain("min_acu", "postgres\"");
        assertThat(scene.aws.stacks().status(STACK)).contains("CREATE_COMPLETE");
        commandsWork();
        destroyTakesOnlyTheStackAway(others);

        assertThat(cluster.properties()).hasToString(before);
        assertThat(scene.aws.calls().of("ModifyDBCluster")).isEmpty();
        assertThat(scene.aws.calls().of("RebootDBInstance")).isEmpty();
    }

    private void commandsWork() {
        Developer developer = scene.developer();
        Invocation plan = developer.runs("plan --detailed-exitcode" + NAMED);
        assertThat(plan.exitCode()).as(plan.err()).isEqualTo(ExitCode.FOUND);
        assertThat(plan.out()).contains("database: ", "create user app").doesNotContain("to add");

        Invocation update = developer.runs("roles update --yes" + NAMED);
        assertThat(update.exitCode()).as(update.err()).isZero();
        Invocation check = developer.runs("roles check" + NAMED);
        assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
        assertThat(developer.runs("plan --detailed-exitcode" + NAMED).exitCode())
                .as("nothing is left to change")
                .isZero();
        Invocation again = developer.runs(ADOPT);
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).contains("the role manager of app-dev is up to date");

        assertThat(developer.runs("connect --as migrator --print" + NAMED).out())
                .contains("--host=app-dev.cluster-", "--username migrator", "--dbname=app");
        assertThat(developer.runs("status" + NAMED).out())
                .contains("running", "app-dev, which another tool made", STACK + " was created");
        assertThat(developer.runs("doctor" + NAMED).out()).contains("app-dev is available");
        assertThat(developer.runs("apply --yes --readers 2" + NAMED).err())
                .contains("--readers", "has no effect: app-dev is adopted, and its owner decides on it");
    }

    private void destroyTakesOnlyTheStackAway(List<LiveResource> others) {
        Developer developer = scene.developer();
        assertThat(developer
                        .runs("destroy --confirm app-dev --delete-backups" + NAMED)
                        .err())
                .contains("the backups of app-dev are its owner's");
        Invocation destroy = developer.runs("destroy --confirm app-dev" + NAMED);
        assertThat(destroy.exitCode()).as(destroy.err()).isZero();
        assertThat(destroy.out()).contains("the role manager of app-dev is destroyed; the database is as it was");
        assertThat(scene.aws.stacks().names()).isEmpty();
        assertThat(scene.aws.account().all()).containsExactlyElementsOf(others);
    }

    @Test
    void anInstanceOfAnotherNameIsAdoptedToo() throws Exception {
        LiveResource instance = SomebodysDatabase.instance(scene.aws.account(), "orders-db");

        Invocation adopt = scene.developer().runs(ADOPT + " --cluster orders-db --allow-ingress");
        Invocation update = scene.developer().runs("roles update --yes" + NAMED);
        Invocation check = scene.developer().runs("roles check" + NAMED);
        Invocation connect = scene.developer().runs("connect --as app --print" + NAMED);

        assertThat(adopt.exitCode()).as(adopt.err()).isZero();
        assertThat(update.exitCode()).as(update.err()).isZero();
        assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
        assertThat(connect.out()).contains("--host=" + instance.attribute("Endpoint.Address"));
        assertThat(scene.developer().runs("status" + NAMED).out()).contains("orders-db, which another tool made");
    }

    @Test
    void withoutConsentNoRuleIsAddedToAGroupOfItsOwner() throws Exception {
        SomebodysDatabase.cluster(scene.aws.account(), "app-dev");

        Invocation adopt = scene.developer().runs(ADOPT);

        assertThat(adopt.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(adopt.err()).contains("add a rule to a security group that is not appdb's", "--allow-ingress");
        assertThat(scene.aws.calls().of("ExecuteChangeSet")).isEmpty();
        assertThat(folder.resolve("infra/app/appdb/dev.json")).doesNotExist();
    }

    @Test
    void aGroupThatIsOpenToTheSubnetsNeedsNoRule() throws Exception {
        SomebodysDatabase.cluster(scene.aws.account(), "app-dev");
        SomebodysDatabase.opens(scene.aws.account(), "sg-0d0d0d0d0d0d0d0d0", 5432);
        SomebodysDatabase.opens(scene.aws.account(), "sg-0e0e0e0e0e0e0e0e0", 443);

        Invocation adopt = scene.developer().runs(ADOPT);

        assertThat(adopt.exitCode()).as(adopt.err()).isZero();
        assertThat(adopt.err()).contains("(terraform), which lets these subnets in");
        assertThat(scene.aws.account().all("AWS::EC2::SecurityGroupIngress")).isEmpty();
    }
}
