package dev.appdb.aws.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Faults, as the real clients handle them. */
class FaultsTest {
    private static final String BUCKET = "demo-123456789012-us-east-1-tf";

    @RegisterExtension
    final FakeAwsExtension fake = new FakeAwsExtension();

    private final FakeAws aws = fake.aws();

    @Test
    void standardRetriesOutliveTwoThrottlings() {
        aws.faults().at("GetCallerIdentity").times(2).throttle();
        assertThat(aws.client(StsClient.builder()).getCallerIdentity().account())
                .isEqualTo(Account.ID);
        assertThat(aws.calls().all()).extracting(Call::attempt).containsExactly(1, 2, 3);
        assertThat(aws.faults().allStruck()).isTrue();
    }

    @Test
    void everyServicesThrottlingIsKnownAsSuch() {
        assertThrottled(
                "GetCallerIdentity", () -> aws.client(StsClient.builder()).getCallerIdentity());
        assertThrottled("DescribeVpcs", () -> aws.client(Ec2Client.builder()).describeVpcs());
        assertThrottled(
                "DescribeDBClusters", () -> aws.client(RdsClient.builder()).describeDBClusters());
        assertThrottled("GetRole", () -> aws.client(IamClient.builder()).getRole(call -> call.roleName("deployer")));
        assertThrottled(
                "DescribeStacks",
                () -> aws.client(CloudFormationClient.builder()).describeStacks());
        assertThrottled(
                "GetFunction", () -> aws.client(LambdaClient.builder()).getFunction(call -> call.functionName("none")));
        assertThrottled(
                "GetSecretValue",
                () -> aws.client(SecretsManagerClient.builder()).getSecretValue(call -> call.secretId("none")));
        assertThrottled(
                "GetObject",
                () -> aws.client(S3Client.builder())
                        .getObjectAsBytes(call -> call.bucket(BUCKET).key("none")));
    }

    private void assertThrottled(String operation, Runnable call) {
        aws.faults().at(operation).times(3).throttle();
        assertThatThrownBy(call::run)
                .as(operation)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.isThrottlingException()).isTrue());
        assertThat(aws.calls().of(operation)).hasSize(3);
    }

    @Test
    void aThrottledHeadHasNoBodyToSaySoAndIsRetriedAsAServerError() {
        aws.faults().at("HeadBucket").times(2).throttle();
        aws.client(S3Client.builder()).headBucket(call -> call.bucket(BUCKET));
        assertThat(aws.calls().of("HeadBucket")).hasSize(3);
    }

    @Test
    void everyServicesExpiredSessionIsKnownAsSuch() {
        aws.account().credentials().expire();
        assertCode("ExpiredToken", 403, () -> aws.client(StsClient.builder()).getCallerIdentity());
        assertCode("RequestExpired", 400, () -> aws.client(Ec2Client.builder()).describeVpcs());
        assertCode("ExpiredToken", 403, () -> aws.client(RdsClient.builder()).describeDBClusters());
        assertCode(
                "ExpiredToken",
                403,
                () -> aws.client(CloudFormationClient.builder()).describeStacks());
        assertCode(
                "ExpiredTokenException",
                403,
                () -> aws.client(LambdaClient.builder()).getFunction(call -> call.functionName("none")));
        assertCode(
                "ExpiredTokenException",
                400,
                () -> aws.client(SecretsManagerClient.builder()).getSecretValue(call -> call.secretId("none")));
        assertCode(
                "ExpiredToken",
                400,
                () -> aws.client(S3Client.builder())
                        .getObjectAsBytes(call -> call.bucket(BUCKET).key("none")));
        aws.account().credentials().renew();
        aws.client(StsClient.builder()).getCallerIdentity();
    }

    @Test
    void missingPermissionsAreNamed() {
        aws.account()
                .credentials()
                .deny("cloudformation:*", "ec2:DescribeVpcs", "s3:GetObject", "sts:GetCallerIdentity");
        assertCode(
                "AccessDenied",
                403,
                () -> aws.client(CloudFormationClient.builder()).describeStacks());
        assertThatThrownBy(() -> aws.client(CloudFormationClient.builder()).describeStacks())
                .hasMessageContaining("is not authorized to perform: cloudformation:DescribeStacks");
        assertCode(
                "UnauthorizedOperation",
                403,
                () -> aws.client(Ec2Client.builder()).describeVpcs());
        assertCode(
                "AccessDenied",
                403,
                () -> aws.client(S3Client.builder())
                        .getObjectAsBytes(call -> call.bucket(BUCKET).key("none")));
        aws.client(StsClient.builder()).getCallerIdentity();
    }

    @Test
    void unsignedUnknownAndMisdirectedCallsAreRefused() {
        StsClient anonymous = StsClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
        assertCode("MissingAuthenticationToken", 403, anonymous::getCallerIdentity);
        StsClient unknown = StsClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIANOBODY", "x")))
                .build();
        assertCode("InvalidClientTokenId", 403, unknown::getCallerIdentity);
        StsClient elsewhere = StsClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(aws.credentials())
                .build();
        assertCode("SignatureDoesNotMatch", 403, elsewhere::getCallerIdentity);
    }

    private static void assertCode(String code, int status, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.requestId()).isNotEmpty();
        });
    }

    @Test
    void aCutConnectionIsRetriedAndTheEffectMayHaveHappened() {
        S3Client s3 = aws.client(S3Client.builder());
        aws.faults().at("PutObject").afterEffect().cut();
        s3.putObject(call -> call.bucket(BUCKET).key("a"), RequestBody.fromString("1"));
        assertThat(aws.calls().of("PutObject")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(aws.account().bucket(BUCKET).keys()).containsExactly("a");
    }

    @Test
    void aCutCallWithoutABodyIsRepeatedByJavaBeforeTheSdkKnows() {
        LambdaClient lambda = aws.client(LambdaClient.builder());
        aws.faults().at("GetFunction").times(2).cut();
        assertThatThrownBy(() -> lambda.getFunction(call -> call.functionName("none")))
                .hasMessageContaining("Function not found");
        assertThat(aws.calls().all()).extracting(Call::attempt).containsExactly(1, 1, 2);
    }

    @Test
    void aCallThatIsCutEveryTimeFailsWithoutEffect() {
        S3Client s3 = aws.client(S3Client.builder());
        aws.faults().at("PutObject").times(10).cut();
        assertThatThrownBy(() -> s3.putObject(call -> call.bucket(BUCKET).key("a"), RequestBody.fromString("1")))
                .isInstanceOf(SdkClientException.class);
        assertThat(aws.account().bucket(BUCKET).keys()).isEmpty();
    }

    @Test
    void serverErrorsAreRetried() {
        aws.faults().at(1).error500();
        aws.client(Ec2Client.builder()).describeVpcs();
        assertThat(aws.calls().count()).isEqualTo(2);
    }

    @Test
    void aSilentServerIsLeftAfterTheCallersOwnTimeout() {
        StsClient impatient = StsClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(aws.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMillis(200)))
                .overrideConfiguration(all -> all.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
        aws.faults().at("GetCallerIdentity").timeout();
        assertThatThrownBy(impatient::getCallerIdentity)
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("Read timed out");
        impatient.getCallerIdentity();
    }

    @Test
    void nothingArrivesFromADeadProcess() {
        S3Client s3 = aws.client(S3Client.builder());
        aws.faults().at("PutObject").afterEffect().death();
        assertThatThrownBy(() -> s3.putObject(call -> call.bucket(BUCKET).key("a"), RequestBody.fromString("1")))
                .isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> s3.deleteObject(call -> call.bucket(BUCKET).key("a")))
                .isInstanceOf(SdkClientException.class);
        aws.faults().clear();
        assertThat(s3.headObject(call -> call.bucket(BUCKET).key("a")).contentLength())
                .isEqualTo(1);
    }

    @Test
    void everyCallOfAFlowIsKnownByNumberAndName() {
        aws.client(StsClient.builder()).getCallerIdentity();
        aws.client(S3Client.builder()).headBucket(call -> call.bucket(BUCKET));
        assertThat(aws.calls().names()).containsExactly("sts:GetCallerIdentity", "s3:HeadBucket");
        assertThat(aws.calls().all().get(1).parameters()).containsEntry("Bucket", BUCKET);
    }
}
