package dev.appdb.roles.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecretsManagerTest {
    private final List<Duration> pauses = new ArrayList<>();
    private FakeSecretsManager fake;

    @BeforeEach
    void start() throws IOException {
        fake = FakeSecretsManager.withPassword("hunter2");
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void thePasswordComesBackFromARequestThatIsSignedAsAwsChecksIt() throws Exception {
        assertThat(password(Map.of()).reveal()).isEqualTo("hunter2");
        assertThat(fake.calls()).isEqualTo(1);
    }

    @Test
    void aWrongKeyIsRefusedByTheSameCheck() {
        FailureException e = failure(Map.of("AWS_SECRET_ACCESS_KEY", "another"));

        assertThat(e).hasMessageContaining("InvalidSignatureException");
        assertThat(fake.calls()).isEqualTo(1);
    }

    @Test
    void itIsAskedAgainWhenItIsBusyOrFailsOrHangsUp() throws Exception {
        fake.thenError(400, "ThrottlingException", "Rate exceeded").thenText(503, "");

        assertThat(password(Map.of()).reveal()).isEqualTo("hunter2");
        assertThat(fake.calls()).isEqualTo(3);
        assertThat(pauses).hasSize(2).allMatch(pause -> pause.compareTo(Duration.ofMillis(400)) < 0);

        fake.thenCut();
        assertThat(password(Map.of()).reveal()).isEqualTo("hunter2");
    }

    @Test
    void itIsNotAskedForEver() {
        fake.thenText(500, "").thenText(500, "").thenError(500, "InternalServiceError", "oops");

        assertThat(failure(Map.of()))
                .hasMessageContaining("InternalServiceError (oops)")
                .hasMessageContaining("again in a minute");
        assertThat(fake.calls()).isEqualTo(3);
    }

    @Test
    void aDeniedCallNamesThePermissionAndIsNotRepeated() {
        fake.thenError(400, "AccessDeniedException", "User is not authorized");

        FailureException e = failure(Map.of());

        assertThat(e.failure().code()).isEqualTo("role-manager-28000");
        assertThat(e.failure().why()).isEqualTo("it says AccessDeniedException (User is not authorized)");
        assertThat(e.failure().remedy().toString()).contains("secretsmanager:GetSecretValue", "kms:Decrypt");
        assertThat(fake.calls()).isEqualTo(1);
    }

    @Test
    void aMissingSecretIsReportedAsSuch() {
        assertThat(failure(Map.of("DB_PASSWORD_SECRET_ARN", "arn:aws:secretsmanager:x:1:secret:old")))
                .hasMessageContaining("ResourceNotFoundException")
                .hasMessageContaining("Deploy the function again");
    }

    @Test
    void aRefusedConnectionNamesTheEndpointToLookAt() throws Exception {
        String closed;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = "http://127.0.0.1:" + taken.getLocalPort();
        }

        FailureException e = failure(Map.of("AWS_ENDPOINT_URL", closed));

        assertThat(e.failure().code()).isEqualTo("role-manager-08001");
        assertThat(e).hasMessageContaining("does not answer").hasMessageContaining("private DNS");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void aMalformedSecretIsReportedWithoutShowingIt() {
        for (String secret : List.of("{\"SecretString\":\"hunter2\"}", "{\"SecretBinary\":\"hunter2\"}", "hunter2")) {
            fake.thenText(200, secret);

            FailureException e = failure(Map.of());

            StringWriter all = new StringWriter();
            e.printStackTrace(new PrintWriter(all));
            assertThat(all.toString())
                    .contains("holds no JSON object with a password")
                    .doesNotContain("hunter2");
        }
    }

    private FailureException failure(Map<String, String> differing) {
        FailureException e = catchThrowableOfType(FailureException.class, () -> password(differing));
        assertThat(e).as("a failure").isNotNull();
        return e;
    }

    private Secret password(Map<String, String> differing) throws InvalidInputException, FailureException {
        Map<String, String> variables = new HashMap<>(Map.of(
                "DB_HOST",
                "h",
                "DB_PORT",
                "1",
                "DB_USER",
                "u",
                "DB_NAME",
                "d",
                "DB_SCHEMA",
                "s",
                "APP_USER",
                "a",
                "MIGRATOR_USER",
                "m",
                "DB_PASSWORD_SECRET_ARN",
                FakeSecretsManager.SECRET_ARN));
        variables.put("AWS_REGION", FakeSecretsManager.REGION);
        variables.put("AWS_ACCESS_KEY_ID", FakeSecretsManager.ACCESS_KEY_ID);
        variables.put("AWS_SECRET_ACCESS_KEY", FakeSecretsManager.SECRET_ACCESS_KEY);
        variables.put("AWS_SESSION_TOKEN", FakeSecretsManager.SESSION_TOKEN);
        variables.put("AWS_ENDPOINT_URL", fake.url());
        variables.putAll(differing);
        return new SecretsManager(
                        FunctionEnvironment.of(variables), Clock.systemUTC(), pauses::add, RandomGenerator.getDefault())
                .masterPassword(new Deadline(() -> 30_000));
    }
}
