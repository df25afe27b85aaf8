package dev.appdb.aws.fake;

import com.sun.net.httpserver.HttpServer;
import dev.appdb.failure.Timeouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * AWS on loopback: the endpoints that appdb calls, in front of one {@link Account}.
 *
 * <pre>{@code
 * try (FakeAws aws = FakeAws.start()) {
 *     aws.lambda().runs(invocation -> FunctionCode.Result.of("{}"));
 *     aws.faults().at("ExecuteChangeSet").afterEffect().cut();
 *     CloudFormationClient client = aws.client(CloudFormationClient.builder());
 *     …
 *     assertThat(aws.calls().of("ExecuteChangeSet")).hasSize(2);
 * }
 * }</pre>
 */
public final class FakeAws implements AutoCloseable {
    static {
        // Else each answer of the JDK's server waits 40 ms for the client's acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** The standard timeouts, without any wait between polls and attempts. */
    public static final Timeouts NO_WAITING = new Timeouts(
            duration -> {},
            Timeouts.STANDARD.connection(),
            Timeouts.STANDARD.answer(),
            Timeouts.STANDARD.work(),
            false);

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    private final Account account;
    private final CallLog calls = new CallLog();
    private final Faults faults = new Faults();
    private final LambdaFake lambda;
    private final Stacks stacks;
    private final RequestRouter router;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "fake-aws");
        thread.setDaemon(true);
        return thread;
    });

    private FakeAws(Account account) throws IOException {
        this.account = account;
        lambda = new LambdaFake(account);
        stacks = new Stacks(account);
        List<AwsService> services = List.of(
                StsFake.of(account),
                Ec2Fake.of(account),
                RdsFake.of(account),
                IamFake.of(account),
                CloudFormationFake.of(stacks),
                new SecretsManagerFake(account),
                lambda,
                new BackupFake(account),
                new LogsFake(account),
                new S3Fake(account));
        router = new RequestRouter(account, services, calls, faults);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", router);
        server.start();
    }

    /** An account in {@code us-east-1}, furnished for the project {@code demo} with the network {@code dev}. */
    public static FakeAws start() throws IOException {
        return start("us-east-1", "demo", "dev");
    }

    /** An account as the reference's setup of account and network creates it. */
    public static FakeAws start(String region, String project, String network) throws IOException {
        return start(StandardAccount.furnish(new Account(region), project, network));
    }

    public static FakeAws start(Account account) throws IOException {
        return new FakeAws(account);
    }

    /** The value for {@code AWS_ENDPOINT_URL}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public Account account() {
        return account;
    }

    public CallLog calls() {
        return calls;
    }

    public Faults faults() {
        return faults;
    }

    public LambdaFake lambda() {
        return lambda;
    }

    /** The stacks, their speed, and the failures of their resources. */
    public Stacks stacks() {
        return stacks;
    }

    /** The environment variables that send the AWS SDK, in this process or another, here. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL",
                endpoint().toString(),
                "AWS_REGION",
                account.region(),
                "AWS_ACCESS_KEY_ID",
                Credentials.ACCESS_KEY_ID,
                "AWS_SECRET_ACCESS_KEY",
                Credentials.SECRET_ACCESS_KEY,
                "AWS_SESSION_TOKEN",
                Credentials.SESSION_TOKEN,
                "AWS_EC2_METADATA_DISABLED",
                "true");
    }

    /** Credentials that the account knows. */
    public StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsSessionCredentials.create(
                Credentials.ACCESS_KEY_ID, Credentials.SECRET_ACCESS_KEY, Credentials.SESSION_TOKEN));
    }

    /** A real SDK client of this fake, with the SDK's standard retries but no waiting between them. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, credentials());
    }

    /** The same with credentials of one's own. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, AwsCredentialsProvider credentials) {
        return builder.endpointOverride(endpoint())
                .region(Region.of(account.region()))
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(ANSWER_TIMEOUT))
                .overrideConfiguration(configuration ->
                        configuration.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .backoffStrategy(BackoffStrategy.retryImmediately())
                                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                                .build()))
                .build();
    }

    @Override
    public void close() {
        router.releaseTimeouts();
        server.stop(0);
        threads.shutdownNow();
    }
}
