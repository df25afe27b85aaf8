package dev.appdb.aws.account;

import dev.appdb.call.CallLog;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.Timeouts;
import dev.appdb.request.Region;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The clients of one Region, each created on first use, since creating one takes longer than a call.
 *
 * <p>Endpoints and keys of the environment come first ({@code AWS_ENDPOINT_URL}, {@code AWS_ENDPOINT_URL_S3} and so on,
 * {@code AWS_ACCESS_KEY_ID}), then the SDK's default chain.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">AWS: endpoints of services</a>
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">AWS: retries</a>
 */
public final class AwsClients {
    private final Region region;
    private final Map<String, String> environment;
    private final Timeouts timeouts;
    private final CallLog log;
    private @Nullable CloudFormationClient cloudFormation;
    private @Nullable S3Client s3;
    private @Nullable LambdaClient lambda;
    private @Nullable Ec2Client ec2;
    private @Nullable RdsClient rds;
    private @Nullable IamClient iam;
    private @Nullable StsClient sts;
    private @Nullable BackupClient backup;
    private @Nullable CloudWatchLogsClient logs;
    private @Nullable AwsCredentialsProvider chain;
    private boolean checked;

    /**
     * Creates the clients on first use, and none here.
     *
     * @param environment the process's environment variables
     * @param timeouts how long to wait for AWS
     */
    public AwsClients(Region region, Map<String, String> environment, Timeouts timeouts) {
        this(region, environment, timeouts, new CallLog());
    }

    /**
     * As {@link #AwsClients(Region, Map, Timeouts)}.
     *
     * @param log gets the calls, by their names alone
     */
    public AwsClients(Region region, Map<String, String> environment, Timeouts timeouts, CallLog log) {
        this.log = log;
        this.region = region;
        this.environment = environment;
        this.timeouts = timeouts;
        ProxiedHttpService.use(ProxySettings.of(environment));
    }

    /**
     * Checks, once, that clients can be made with the settings of the environment and the profile in use.
     *
     * @throws FailureException naming all settings that the SDK would reject
     */
    synchronized void requireSettings() throws FailureException {
        if (!checked) {
            Problems problems = new Problems();
            SdkSetting.check(environment, problems);
            if (!problems.isEmpty()) {
                throw AwsFailures.settings(problems.found()).asException();
            }
            AwsCall.make("could not use your AWS settings", this::cloudFormation);
            checked = true;
        }
    }

    public Region region() {
        return region;
    }

    public synchronized CloudFormationClient cloudFormation() {
        if (cloudFormation == null) {
            cloudFormation = make(CloudFormationClient::builder, "CLOUDFORMATION", timeouts.answer());
        }
        return cloudFormation;
    }

    /** With a custom endpoint, buckets are part of the path, since their host names don't resolve there. */
    public synchronized S3Client s3() {
        if (s3 == null) {
            s3 = make(() -> S3Client.builder().forcePathStyle(endpoint("S3").isPresent()), "S3", timeouts.answer());
        }
        return s3;
    }

    public synchronized LambdaClient lambda() {
        if (lambda == null) {
            lambda = make(LambdaClient::builder, "LAMBDA", timeouts.work());
        }
        return lambda;
    }

    public synchronized Ec2Client ec2() {
        if (ec2 == null) {
            ec2 = make(Ec2Client::builder, "EC2", timeouts.answer());
        }
        return ec2;
    }

    public synchronized RdsClient rds() {
        if (rds == null) {
            rds = make(RdsClient::builder, "RDS", timeouts.answer());
        }
        return rds;
    }

    public synchronized IamClient iam() {
        if (iam == null) {
            iam = make(IamClient::builder, "IAM", timeouts.answer());
        }
        return iam;
    }

    public synchronized StsClient sts() {
        if (sts == null) {
            sts = make(StsClient::builder, "STS", timeouts.answer());
        }
        return sts;
    }

    public synchronized BackupClient backup() {
        if (backup == null) {
            backup = make(BackupClient::builder, "BACKUP", timeouts.answer());
        }
        return backup;
    }

    public synchronized CloudWatchLogsClient logs() {
        if (logs == null) {
            logs = make(CloudWatchLogsClient::builder, "CLOUDWATCH_LOGS", timeouts.answer());
        }
        return logs;
    }

    /** The credentials that sign the calls. */
    public synchronized AwsCredentialsProvider credentials() {
        Optional<String> id = variable("AWS_ACCESS_KEY_ID");
        Optional<String> secret = variable("AWS_SECRET_ACCESS_KEY");
        if (id.isEmpty() || secret.isEmpty()) {
            // One for all clients: a role is assumed once, and a program for credentials runs once.
            if (chain == null) {
                chain = new CredentialChain(environment);
            }
            return chain;
        }
        return StaticCredentialsProvider.create(variable("AWS_SESSION_TOKEN")
                .<software.amazon.awssdk.auth.credentials.AwsCredentials>map(
                        token -> AwsSessionCredentials.create(id.get(), secret.get(), token))
                .orElseGet(() -> AwsBasicCredentials.create(id.get(), secret.get())));
    }

    /** The endpoint that the environment configures for a service; empty for AWS's own. */
    public Optional<URI> endpoint(String service) {
        if (variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
                .filter(value -> value.toLowerCase(Locale.ROOT).equals("true"))
                .isPresent()) {
            return Optional.empty();
        }
        return variable("AWS_ENDPOINT_URL_" + service)
                .or(() -> variable("AWS_ENDPOINT_URL"))
                .map(url -> URI.create(url.strip()));
    }

    /** An environment variable; empty if it is unset or blank. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C make(
            Supplier<B> builder, String service, Duration readTimeout) {
        B client = builder.get()
                .region(software.amazon.awssdk.regions.Region.of(region.value()))
                .credentialsProvider(credentials())
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(retries())
                        .addExecutionInterceptor(new CallInterceptor(log, region.value()))
                        .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, "appdb")
                        .build())
                .httpClientBuilder(new ProxiedHttpClient.Builder(ProxySettings.of(environment))
                        .timeouts(timeouts.connection(), readTimeout));
        endpoint(service).ifPresent(client::endpointOverride);
        return client.build();
    }

    /**
     * The retries of the mode that the variables or the profile name, {@code standard} if none, with the SDK's backoff between
     * the attempts unless the timeouts have no pauses.
     */
    private RetryStrategy retries() {
        RetryStrategy strategy = AwsRetryStrategy.forRetryMode(
                RetryMode.resolver().defaultRetryMode(RetryMode.STANDARD).resolve());
        return timeouts.pauses()
                ? strategy
                : strategy.toBuilder()
                        .backoffStrategy(BackoffStrategy.retryImmediately())
                        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                        .build();
    }
}
