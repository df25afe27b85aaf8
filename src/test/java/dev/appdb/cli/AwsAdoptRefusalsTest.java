package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.appdb.aws.fake.Account;
import dev.appdb.aws.fake.LiveResource;
import dev.appdb.cli.console.ExitCode;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The databases beside which no role manager is put: each refusal says what it means and what to do. */
class AwsAdoptRefusalsTest {
    private static final String NAMED = " --app-name app --environment dev";
    private static final String ADOPT = "adopt --role-manager --yes --allow-ingress" + NAMED;
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:master-abcdef";

    @TempDir
    Path folder;

    private AwsScene scene;

    @BeforeEach
    void start() throws Exception {
        scene = AwsScene.in(folder);
        AwsScene.jar(folder);
        scene.aws.lambda().runs(new RoleManagerStandIn());
    }

    @AfterEach
    void stop() {
        AwsScene.withoutJar();
        scene.close();
    }

    /** A fault of the account or the command, and the words about it. */
    enum Case {
        NO_SUCH_CLUSTER(
                account -> {
                    SomebodysDatabase.cluster(account, "shop-dev");
                    SomebodysDatabase.instance(account, "orders-db");
                },
                "",
                "there is no cluster or instance app-dev in us-east-1",
                "those of PostgreSQL are orders-db, shop-dev",
                "--cluster"),
        NO_CLUSTER_AT_ALL(account -> {}, "", "there is no cluster or instance app-dev", "no other one of PostgreSQL"),
        NO_SECRET(
                account -> cluster(account, "no secret"),
                "",
                "RDS manages no master password of cluster app-dev",
                "--master-secret ARN",
                "aws rds modify-db-cluster --db-cluster-identifier app-dev --manage-master-user-password"),
        NO_SECRET_OF_AN_INSTANCE(
                account -> account.addDatabase("AWS::RDS::DBInstance", "app-dev", """
                    {"Engine": "postgres", "EnableIAMDatabaseAuthentication": true, "DBSubnetGroupName": "dev"}
                    """),
                "",
                "RDS manages no master password of instance app-dev",
                "aws rds modify-db-instance --db-instance-identifier app-dev --manage-master-user-password"),
        NO_IAM_AUTHENTICATION(
                account -> cluster(account, "").set("EnableIAMDatabaseAuthentication", BooleanNode.FALSE),
                "",
                "does not take tokens of IAM, the only way in which the users app and migrator log in",
                "aws rds modify-db-cluster --db-cluster-identifier app-dev --enable-iam-database-authentication"
                        + " --apply-immediately --region us-east-1",
                "iam_database_authentication_enabled = true"),
        ALL_AT_ONCE(
                account -> cluster(account, "no secret").set("EnableIAMDatabaseAuthentication", BooleanNode.FALSE),
                "",
                "RDS manages no master password",
                "does not take tokens of IAM"),
        STOPPED(
                account -> cluster(account, "").set("Status", TextNode.valueOf("stopped")),
                "",
                "app-dev is stopped",
                "aws rds start-db-cluster --db-cluster-identifier app-dev"),
        MYSQL(account -> cluster(account, "").set("Engine", TextNode.valueOf("aurora-mysql")), "", "runs aurora-mysql"),
        A_MEMBER(
                account -> account.addDatabase("AWS::RDS::DBInstance", "shop-dev-primary", """
                    {"Engine": "aurora-postgresql", "DBClusterIdentifier": "shop-dev", "DBSubnetGroupName": "dev"}
                    """),
                " --cluster shop-dev-primary",
                "instance shop-dev-primary is one of cluster shop-dev",
                "--cluster shop-dev"),
        OF_ANOTHER_APPLICATION(
                account -> {
                    LiveResource shop = SomebodysDatabase.instance(account, "shop-dev");
                    shop.set(
                            "Tags",
                            com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                                    .arrayNode()
                                    .add(tag("application", "shop"))
                                    .add(tag("environment", "dev")));
                },
                " --cluster shop-dev",
                "belongs to environment dev of shop, not to environment dev of app"),
        MASTER_IS_THE_APPS_USER(
                account -> cluster(account, "").set("MasterUsername", TextNode.valueOf("app")),
                "",
                "the master user of cluster app-dev is app, as one of the application's users",
                "--app-user"),
        NOT_A_NAME(account -> {}, " --cluster Not_A_Name", "--cluster", "is not a cluster's name"),
        NOT_A_SECRET(
                account -> {},
                " --master-secret arn:aws:s3:::bucket",
                "--master-secret",
                "the master secret is one of Secrets Manager"),
        ELSEWHERE(account -> {}, " --target local", "--target", "must be aws");

        private final Consumer<Account> preparation;
        private final String flags;
        private final String[] words;

        Case(Consumer<Account> preparation, String flags, String... words) {
            this.preparation = preparation;
            this.flags = flags;
            this.words = words;
        }

        private static com.fasterxml.jackson.databind.node.ObjectNode tag(String key, String value) {
            return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                    .objectNode()
                    .put("Key", key)
                    .put("Value", value);
        }

        private static LiveResource cluster(Account account, String without) {
            LiveResource cluster = SomebodysDatabase.cluster(account, "app-dev");
            if (without.isEmpty()) {
                return cluster;
            }
            account.remove("AWS::RDS::DBCluster", "app-dev");
            cluster.properties().remove("ManageMasterUserPassword");
            return account.addDatabase(
                    "AWS::RDS::DBCluster", "app-dev", cluster.properties().toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFaultIsNamedAndNothingIsMade(Case refused) {
        refused.preparation.accept(scene.aws.account());

        Invocation adopt = scene.developer().runs(ADOPT + refused.flags);

        assertThat(adopt.exitCode()).isNotZero();
        assertThat(adopt.err()).contains(refused.words).doesNotContain("\tat ");
        assertThat(scene.aws.calls().of("CreateChangeSet")).isEmpty();
        assertThat(folder.resolve("infra/app/appdb/dev.json")).doesNotExist();
    }

    @Test
    void aSecretThatIsGivenServes() {
        Case.cluster(scene.aws.account(), "no secret");

        Invocation adopt = scene.developer().runs(ADOPT + " --master-secret " + SECRET);

        assertThat(adopt.exitCode()).as(adopt.err()).isZero();
        assertThat(adopt.err()).contains("master secret " + SECRET + " (as given: --master-secret)");
        assertThat(folder.resolve("infra/app/appdb/dev.json")).content().contains("\"master_secret\": \"" + SECRET);
        assertThat(scene.developer()
                        .runs("connect --as postgres --print" + NAMED)
                        .out())
                .contains("--secret-id " + SECRET);
        assertThat(scene.developer().runs("plan --detailed-exitcode" + NAMED).out())
                .as("the secret is remembered")
                .doesNotContain("to modify");
    }

    @ParameterizedTest
    @ValueSource(strings = {"doctor", "iam-policy"})
    void aSecretIsOfNoUseToADatabaseOfAppdb(String command) {
        Invocation refused = scene.developer().runs(command + " --target aws --master-secret " + SECRET + NAMED);

        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.INPUT);
        assertThat(refused.err()).contains("--master-secret", "has no effect without an adopted database", "--cluster");
        assertThat(scene.developer()
                        .runs(command + " --target aws --cluster orders-db --master-secret " + SECRET + NAMED)
                        .err())
                .doesNotContain("has no effect");
    }

    @Test
    void anApplicationWithAStackOfAppdbIsLeftWithIt() {
        Invocation apply = scene.developer().runs("apply --yes --no-roles --target aws" + NAMED);
        assertThat(apply.exitCode()).as(apply.err()).isZero();

        Invocation adopt = scene.developer().runs(ADOPT);

        assertThat(adopt.exitCode()).as(adopt.err()).isEqualTo(ExitCode.REFUSED);
        assertThat(adopt.err())
                .contains("stack appdb-app-dev of appdb deployed that database, with a role manager of its own");
    }

    @Test
    void anApplicationWithoutADatabaseHasNoneToAdopt() throws Exception {
        SomebodysDatabase.cluster(scene.aws.account(), "app-dev");
        scene.with("infra/app/app-config/main.tf", "locals {\n  has_database = false\n}\n");

        Invocation adopt = scene.developer().runs(ADOPT);

        assertThat(adopt.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(adopt.err()).contains("app-dev has no database of its own", "has_database");
    }

    @Test
    void theWordRoleManagerIsAskedFor() {
        Invocation adopt = scene.developer().runs("adopt --yes" + NAMED);

        assertThat(adopt.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(adopt.err()).contains("--role-manager", "appdb takes over nothing else");
    }

    @Test
    void whoeverPlansADatabaseThatIsThereLearnsOfIt() {
        SomebodysDatabase.cluster(scene.aws.account(), "app-dev");

        Invocation plan = scene.developer().runs("plan --target aws" + NAMED);

        assertThat(plan.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(plan.err()).contains("appdb adopt --app-name app --environment dev --role-manager");
    }
}
