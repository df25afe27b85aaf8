package dev.appdb.roles.lambda;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.RetryPolicy;
import dev.appdb.failure.Secret;
import dev.appdb.failure.Sleeper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/**
 * Asks AWS Secrets Manager for the master's password, in one small signed request: GetSecretValue, the only operation
 * that the function needs, so that its jar does without the service's client.
 *
 * <p>Tried three times at most: again where Secrets Manager does not answer, is too busy or fails.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 */
final class SecretsManager {
    private static final int ATTEMPTS = 3;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final int LARGEST_ANSWER_BYTES = 1 << 20;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    /** As JSON protocols name them (AWS SDKs and Tools Reference Guide, "Retry behavior"). */
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of(
            "InternalServiceError",
            "RequestLimitExceeded",
            "RequestTimeout",
            "RequestTimeoutException",
            "SlowDown",
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "TooManyRequestsException");

    private final FunctionEnvironment environment;
    private final Clock clock;
    private final RetryPolicy retries;

    SecretsManager(FunctionEnvironment environment, Clock clock, Sleeper sleeper, RandomGenerator random) {
        this.environment = environment;
        this.clock = clock;
        this.retries = new RetryPolicy(ATTEMPTS, FIRST_PAUSE, FIRST_PAUSE.multipliedBy(2), random::nextDouble, sleeper);
    }

    /**
     * The master's password as it is now; RDS changes a managed one every 7 days.
     *
     * @throws FailureException if it could not be read
     */
    Secret masterPassword(Deadline deadline) throws FailureException {
        SecretsManagerFailures failures = new SecretsManagerFailures(environment);
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt == ATTEMPTS;
            try {
                Answer answer = call(deadline);
                if (answer.status() == HttpURLConnection.HTTP_OK) {
                    return MasterSecret.password(answer.body()).orElseThrow(failures::noPassword);
                }
                if (last || !answer.isWorthAnotherTry()) {
                    throw failures.refused(answer.status(), answer.error(), answer.message());
                }
            } catch (IOException e) {
                if (last) {
                    throw failures.noAnswer(e);
                }
            }
            pause(attempt, failures);
        }
    }

    private void pause(int attempt, SecretsManagerFailures failures) throws FailureException {
        try {
            retries.pause(attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.noAnswer(new IOException("interrupted", e));
        }
    }

    private Answer call(Deadline deadline) throws IOException {
        byte[] body = MasterSecret.question(environment.masterSecretArn()).getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest request = signed(body);
        URI uri = request.getUri();
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        try {
            connection.setConnectTimeout(
                    (int) deadline.leftOrAtMost(CONNECT_TIMEOUT).toMillis());
            connection.setReadTimeout((int) deadline.leftOrAtMost(READ_TIMEOUT).toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setDoOutput(true);
            connection.setRequestMethod("POST");
            for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
                connection.setRequestProperty(header.getKey(), String.join(",", header.getValue()));
            }
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            int status = connection.getResponseCode();
            boolean good = status < HttpURLConnection.HTTP_BAD_REQUEST;
            return new Answer(status, text(good ? connection.getInputStream() : connection.getErrorStream()));
        } finally {
            connection.disconnect();
        }
    }

    private static String text(@Nullable InputStream stream) throws IOException {
        if (stream == null) {
            return "";
        }
        try (InputStream in = stream) {
            return new String(in.readNBytes(LARGEST_ANSWER_BYTES), StandardCharsets.UTF_8);
        }
    }

    private SdkHttpRequest signed(byte[] body) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(environment.secretsManager())
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", "secretsmanager.GetSecretValue")
                .build();
        return AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(environment.credentials().identity())
                        .request(request)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "secretsmanager")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, environment.region())
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request();
    }

    /** The response; never printed, since a good one holds the password. */
    private record Answer(int status, String body) {

        boolean isWorthAnotherTry() {
            return status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS || WORTH_ANOTHER_TRY.contains(error());
        }

        /** The error's short name: what follows the # in {@code __type}. */
        String error() {
            String type = field("__type");
            return type.substring(type.indexOf('#') + 1);
        }

        String message() {
            String message = field("message");
            return message.isEmpty() ? field("Message") : message;
        }

        private String field(String name) {
            try {
                JsonObject json = JsonObject.parse(body);
                return json.has(name) ? json.text(name) : "";
            } catch (JsonShapeException notAnErrorOfAws) {
                return "";
            }
        }

        @Override
        public String toString() {
            return "answer " + status;
        }
    }
}
