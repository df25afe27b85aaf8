package dev.appdb.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appdb.aws.account.AwsClients;
import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.AwsSettings;
import dev.appdb.aws.account.Caller;
import dev.appdb.aws.account.NetworkLookUp;
import dev.appdb.aws.account.NetworkName;
import dev.appdb.aws.account.NetworkParts;
import dev.appdb.aws.account.StateBucket;
import dev.appdb.aws.cluster.BackupVault;
import dev.appdb.aws.cluster.ClusterFacts;
import dev.appdb.aws.cluster.ClusterLookUp;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.lambda.JarStore;
import dev.appdb.aws.lambda.LambdaRoleManager;
import dev.appdb.aws.lambda.RoleManagerJar;
import dev.appdb.aws.preflight.AccountFindings;
import dev.appdb.aws.preflight.AccountLookUps;
import dev.appdb.engine.Progress;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Timeouts;
import dev.appdb.project.BackendSettings;
import dev.appdb.project.Project;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Region;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/**
 * The look-ups against moto_server, an independent fake, to find mistakes in our own. Skipped where it is not
 * installed.
 */
class MotoServerTest {
    private static final String ACCOUNT = "123456789012";
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private static @Nullable Process server;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static AwsClients clients;

    @BeforeAll
    static void start() throws Exception {
        boolean installed = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "moto_server")));
        assumeTrue(installed, "moto_server is not installed");
        int port = freePort();
        server = new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assumeTrue(answers(port), "moto_server does not start here");
        clients = new AwsClients(
                new Region("us-east-1"),
                Map.of(
                        "AWS_ENDPOINT_URL", "http://127.0.0.1:" + port,
                        "AWS_ACCESS_KEY_ID", "testing",
                        "AWS_SECRET_ACCESS_KEY", "testing"),
                Timeouts.STANDARD);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) throws InterruptedException {
        long end = System.nanoTime() + ANSWER_TIMEOUT.toNanos();
        while (server != null && server.isAlive() && System.nanoTime() < end) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException e) {
                // Not up yet: waits for its end, which does not come, for a moment.
                if (server.waitFor(100, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
        return false;
    }

    @Test
    void theCallerAndTheStateBucketAreFound() throws Exception {
        clients.s3().createBucket(request -> request.bucket("demo-state"));

        assertThat(Caller.of(clients).account()).isEqualTo(ACCOUNT);
        assertThat(StateBucket.find(clients, "demo-state", ACCOUNT)).isEqualTo(StateBucket.OURS);
        assertThat(StateBucket.find(clients, "demo-none", ACCOUNT)).isEqualTo(StateBucket.MISSING);
    }

    @Test
    void theNetworkIsFoundByItsTags() throws Exception {
        NetworkName name = new NetworkName("demo", "dev");
        NetworkLookUp lookUp = new NetworkLookUp(clients.ec2(), clients.rds());
        assertThat(lookUp.parts(name).vpcs()).isEmpty();

        String vpc = clients.ec2()
                .createVpc(request -> request.cidrBlock("10.0.0.0/16")
                        .tagSpecifications(tags(ResourceType.VPC, "project", "demo", "network_name", "dev")))
                .vpc()
                .vpcId();
        List<String> subnets =
                Stream.of("a", "b").map(zone -> subnet(vpc, zone)).toList();
        clients.rds()
                .createDBSubnetGroup(request -> request.dbSubnetGroupName("dev")
                        .dbSubnetGroupDescription("d")
                        .subnetIds(subnets));
        String group = clients.ec2()
                .createSecurityGroup(request -> request.groupName("aws-service-vpc-endpoints20260101")
                        .description("d")
                        .vpcId(vpc))
                .groupId();
        clients.ec2()
                .createVpcEndpoint(request -> request.vpcEndpointType(VpcEndpointType.INTERFACE)
                        .vpcId(vpc)
                        .serviceName("com.amazonaws.us-east-1.secretsmanager")
                        .subnetIds(subnets)
                        .securityGroupIds(group)
                        .privateDnsEnabled(true));

        NetworkParts parts = lookUp.parts(name);

        assertThat(parts.problems(name)).isEmpty();
        assertThat(new AccountLookUps(clients).secretsManager(vpc))
                .hasSize(1)
                .allMatch(endpoint -> endpoint.type().equals("Interface"))
                .allMatch(AccountFindings.Endpoint::privateDns);
    }

    private static String subnet(String vpc, String zone) {
        return clients.ec2()
                .createSubnet(request -> request.vpcId(vpc)
                        .cidrBlock("10.0." + (zone.equals("a") ? 1 : 2) + ".0/24")
                        .availabilityZone("us-east-1" + zone)
                        .tagSpecifications(tags(ResourceType.SUBNET, "subnet_type", "database")))
                .subnet()
                .subnetId();
    }

    private static TagSpecification tags(ResourceType type, String... pairs) {
        List<Tag> tags = Stream.iterate(0, at -> at < pairs.length, at -> at + 2)
                .map(at -> Tag.builder().key(pairs[at]).value(pairs[at + 1]).build())
                .toList();
        return TagSpecification.builder().resourceType(type).tags(tags).build();
    }

    @Test
    void aClusterIsLookedAtAndUnprotected() throws Exception {
        ClusterLookUp lookUp = new ClusterLookUp(clients.rds());
        assertThat(lookUp.find("app-none")).isEmpty();
        clients.rds()
                .createDBCluster(request -> request.dbClusterIdentifier("app-dev")
                        .engine("aurora-postgresql")
                        .masterUsername("postgres")
                        .manageMasterUserPassword(true)
                        .deletionProtection(true)
                        .serverlessV2ScalingConfiguration(
                                scaling -> scaling.minCapacity(0.5).maxCapacity(2.0)));

        ClusterFacts cluster = lookUp.find("app-dev").orElseThrow();
        lookUp.unprotect("app-dev");

        assertThat(cluster.deletionProtection()).isTrue();
        assertThat(cluster.maxAcu()).contains(2.0);
        assertThat(cluster.masterSecret()).isPresent();
        assertThat(lookUp.find("app-dev").orElseThrow().deletionProtection()).isFalse();
    }

    @Test
    void theJarIsUploadedOnce() throws Exception {
        RoleManagerJar jar = RoleManagerJar.at(Files.writeString(directory.resolve("role-manager.jar"), "a jar"));
        clients.s3().createBucket(request -> request.bucket("demo-jars"));
        JarStore store = new JarStore(clients.s3());
        String key = "appdb/app/dev/role-manager-" + jar.sha256() + ".jar";

        assertThat(store.provide("demo-jars", key, jar, Optional.empty()))
                .isEqualTo(new JarStore.Provided(Optional.empty(), true));
        assertThat(store.provide("demo-jars", key, jar, Optional.empty()))
                .isEqualTo(new JarStore.Provided(Optional.empty(), false));
        store.require("demo-jars", key, Optional.empty());
        assertThat(clients.s3()
                        .getObjectAsBytes(request -> request.bucket("demo-jars").key(key))
                        .asUtf8String())
                .isEqualTo("a jar");
    }

    @Test
    void theJarHasTheVersionThatItsBucketKeeps() throws Exception {
        RoleManagerJar jar = RoleManagerJar.at(Files.writeString(directory.resolve("role-manager.jar"), "a jar"));
        clients.s3().createBucket(request -> request.bucket("demo-versions"));
        clients.s3()
                .putBucketVersioning(request -> request.bucket("demo-versions")
                        .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        JarStore store = new JarStore(clients.s3());
        String key = "appdb/app/dev/role-manager-" + jar.sha256() + ".jar";

        JarStore.Provided provided = store.provide("demo-versions", key, jar, Optional.empty());

        assertThat(provided.isNew()).isTrue();
        assertThat(provided.version()).isPresent();
        assertThat(store.provide("demo-versions", key, jar, Optional.empty()))
                .isEqualTo(new JarStore.Provided(provided.version(), false));
        clients.s3().deleteObject(request -> request.bucket("demo-versions").key(key));
        store.require("demo-versions", key, provided.version());
    }

    /** The function of moto_server runs nothing and echoes its payload. */
    @Test
    void theFunctionIsInvoked() throws Exception {
        try (FakeAws unused = FakeAws.start()) {
            DatabaseRequest request = new AwsProject(directory, unused).request();
            AwsContext context = new AwsContext(
                    Project.at(directory),
                    AwsSettings.of(BackendSettings.NONE, Optional.empty(), Optional.empty(), Optional.empty()),
                    region -> clients,
                    Clock.systemUTC(),
                    duration -> {});
            LambdaRoleManager roleManager = new LambdaRoleManager(context);
            assertThat(failure(() -> roleManager.check(request, false, Progress.SILENT))
                            .code())
                    .isEqualTo("role-manager-missing");
            createFunction("app-dev-role-manager");

            Failure echoed = failure(() -> roleManager.check(request, false, Progress.SILENT));

            assertThat(echoed.code()).startsWith("role-manager-").isNotEqualTo("role-manager-missing");
            assertThat(echoed.why()).contains("checks");
        }
    }

    private static Failure failure(ThrowingCallable call) {
        return catchThrowableOfType(FailureException.class, call).failure();
    }

    private static void createFunction(String name) throws Exception {
        HttpResponse<String> configured = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        clients.endpoint("LAMBDA").orElseThrow().resolve("/moto-api/config"))
                                .POST(HttpRequest.BodyPublishers.ofString("{\"lambda\": {\"use_docker\": false}}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(configured.statusCode()).isEqualTo(201);
        String role = clients.iam()
                .createRole(ask -> ask.roleName(name).assumeRolePolicyDocument("{\"Version\": \"2012-10-17\"}"))
                .role()
                .arn();
        clients.lambda()
                .createFunction(ask -> ask.functionName(name)
                        .runtime("java21")
                        .handler("x::y")
                        .role(role)
                        .code(code -> code.zipFile(SdkBytes.fromUtf8String("zip"))));
    }

    @Test
    void aVaultThatIsNotThereIsNoFailure() throws Exception {
        assertThat(new BackupVault(clients.backup(), "app-dev-db-backup-vault").recoveryPoints())
                .isEmpty();
    }
}
