package dev.appdb.aws.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.FakeAwsExtension;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.request.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Clocks, secrets, assumed roles and retries, with every service's own signature checked. */
class SignatureTroubleTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/deployer";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    @RegisterExtension
    final FakeAwsExtension fake = new FakeAwsExtension();

    private final FakeAws aws = fake.aws();

    /** A call of each service. */
    enum Service {
        STS(clients -> clients.sts().getCallerIdentity()),
        CLOUD_FORMATION(clients -> clients.cloudFormation().describeStacks()),
        RDS(clients -> clients.rds().describeDBClusters()),
        EC2(clients -> clients.ec2().describeVpcs()),
        IAM(clients -> clients.iam().getRole(role -> role.roleName("deployer"))),
        LAMBDA(clients -> clients.lambda().getFunctionConfiguration(function -> function.functionName("none"))),
        BACKUP(clients -> clients.backup().describeBackupVault(vault -> vault.backupVaultName("none"))),
        S3(clients -> clients.s3()
                .putObject(
                        object ->
                                object.bucket("demo-123456789012-us-east-1-tf").key("a"),
                        RequestBody.fromString("text")));

        private final SdkCall call;

        Service(SdkCall call) {
            this.call = call;
        }

        Failure failure(AwsClients clients) {
            return catchThrowableOfType(
                            FailureException.class, () -> AwsCall.make("could not look", () -> call.of(clients)))
                    .failure();
        }
    }

    /** A call of the SDK. */
    private interface SdkCall {
        Object of(AwsClients clients);
    }

    private static AwsClients clients(Map<String, String> environment) {
        return new AwsClients(new Region("us-east-1"), environment, FakeAws.NO_WAITING);
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void aClockThatIsWrongIsNamed(Service service) {
        for (Duration ahead : new Duration[] {Duration.ofHours(1), Duration.ofHours(-1)}) {
            aws.account().credentials().clockAhead(ahead);

            Failure failure = service.failure(clients(aws.environment()));

            assertThat(failure.why()).contains("this machine's clock");
            assertThat(failure.remedy().toString()).contains("Set the clock");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Service.class,
            names = {"STS", "CLOUD_FORMATION", "RDS", "IAM", "LAMBDA", "BACKUP", "S3"})
    void aSecretOfAnotherKeyIsNamed(Service service) {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("AWS_SECRET_ACCESS_KEY", "another/secret");

        Failure failure = service.failure(clients(environment));

        assertThat(failure.code()).isEqualTo("aws-signature-refused");
        assertThat(failure.remedy().toString()).contains("secret access key is the one of the access key");
    }

    @Test
    void aRoleThatTrustsTheProfileIsActedAs() throws Exception {
        aws.account().credentials().trusts(ROLE, "from-appdb");
        try (SdkEnvironment environment = profile("external_id = from-appdb")) {
            assertThat(Caller.of(clients(environment.variables())).arn())
                    .startsWith("arn:aws:sts::123456789012:assumed-role/deployer/");
        }
        assertThat(aws.calls().of("AssumeRole")).hasSize(1);

        try (SdkEnvironment environment = profile("external_id = another")) {
            assertThat(catchThrowableOfType(FailureException.class, () -> Caller.of(clients(environment.variables())))
                            .failure()
                            .why())
                    .contains("AWS did not let profile assume assume " + ROLE);
        }
    }

    private SdkEnvironment profile(String line) throws Exception {
        Files.writeString(folder.resolve("config"), """
                [profile base]
                aws_access_key_id = %s
                aws_secret_access_key = %s
                aws_session_token = %s
                [profile assume]
                role_arn = %s
                source_profile = base
                region = us-east-1
                %s
                """.formatted(
                        aws.environment().get("AWS_ACCESS_KEY_ID"),
                        aws.environment().get("AWS_SECRET_ACCESS_KEY"),
                        aws.environment().get("AWS_SESSION_TOKEN"),
                        ROLE,
                        line));
        return new SdkEnvironment(Map.of(
                "AWS_CONFIG_FILE",
                folder.resolve("config").toString(),
                "AWS_SHARED_CREDENTIALS_FILE",
                folder.resolve("credentials").toString(),
                "AWS_PROFILE",
                "assume",
                "AWS_REGION",
                "us-east-1",
                "AWS_ENDPOINT_URL",
                aws.endpoint().toString(),
                "AWS_ENDPOINT_URL_STS",
                aws.endpoint().toString()));
    }

    static Stream<Arguments> retries() {
        return Stream.of(
                Arguments.of(Map.of(), 3),
                Arguments.of(Map.of("AWS_RETRY_MODE", "standard"), 3),
                Arguments.of(Map.of("AWS_RETRY_MODE", "adaptive"), 3),
                Arguments.of(Map.of("AWS_RETRY_MODE", "legacy"), 4),
                Arguments.of(Map.of("AWS_MAX_ATTEMPTS", "5"), 5),
                Arguments.of(Map.of("AWS_RETRY_MODE", "adaptive", "AWS_MAX_ATTEMPTS", "1"), 1));
    }

    /** https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html */
    @ParameterizedTest
    @MethodSource("retries")
    void callsAreRepeatedAsTheVariablesOfTheSdkSay(Map<String, String> variables, int attempts) {
        Map<String, String> all = new HashMap<>(aws.environment());
        all.putAll(variables);
        aws.faults().at("DescribeStacks").times(9).error500();
        try (SdkEnvironment environment = new SdkEnvironment(all)) {
            assertThat(Service.CLOUD_FORMATION
                            .failure(clients(environment.variables()))
                            .code())
                    .isEqualTo("aws-unavailable");
        }
        assertThat(aws.calls().of("DescribeStacks")).hasSize(attempts);
    }
}
