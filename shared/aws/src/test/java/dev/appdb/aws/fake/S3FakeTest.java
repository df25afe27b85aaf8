package dev.appdb.aws.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3 by the real client, with the checksums and framing that it sends by itself. */
class S3FakeTest {
    private static final String BUCKET = "demo-123456789012-us-east-1-tf";
    private static final String KEY = "role-manager/abc.jar";

    @RegisterExtension
    final FakeAwsExtension fake = new FakeAwsExtension();

    private final FakeAws aws = fake.aws();
    private final S3Client s3 = aws.client(S3Client.builder());

    @Test
    void knowsItsBuckets() {
        assertThat(s3.headBucket(call -> call.bucket(BUCKET)).bucketRegion()).isEqualTo("us-east-1");
        assertThatThrownBy(() -> s3.headBucket(call -> call.bucket("none"))).isInstanceOf(NoSuchBucketException.class);
        assertThatThrownBy(() -> s3.headBucket(call -> call.bucket(BUCKET).expectedBucketOwner("999999999999")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }

    @Test
    void keepsWhatIsPut() {
        assertThatThrownBy(() -> s3.headObject(call -> call.bucket(BUCKET).key(KEY)))
                .isInstanceOf(NoSuchKeyException.class);
        byte[] content = "x".repeat(300_000).getBytes(UTF_8);
        s3.putObject(call -> call.bucket(BUCKET).key(KEY), RequestBody.fromBytes(content));
        assertThat(s3.headObject(call -> call.bucket(BUCKET).key(KEY)).contentLength())
                .isEqualTo(300_000);
        assertThat(s3.getObjectAsBytes(call -> call.bucket(BUCKET).key(KEY)).asByteArray())
                .isEqualTo(content);
        assertThatThrownBy(() -> s3.getObjectAsBytes(call -> call.bucket(BUCKET).key("none")))
                .isInstanceOf(NoSuchKeyException.class);
        s3.deleteObject(call -> call.bucket(BUCKET).key(KEY));
        assertThat(aws.account().bucket(BUCKET).keys()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "SHA256"})
    void checksTheChecksum(ChecksumAlgorithm algorithm) {
        s3.putObject(
                call -> call.bucket(BUCKET).key(KEY).checksumAlgorithm(algorithm), RequestBody.fromString("content"));
        assertThat(aws.account()
                        .bucket(BUCKET)
                        .find(KEY)
                        .orElseThrow()
                        .headers()
                        .keySet())
                .anyMatch(name -> name.startsWith("x-amz-checksum-"));
        assertThatThrownBy(() -> s3.putObject(
                        call -> call.bucket(BUCKET)
                                .key(KEY)
                                .checksumSHA256("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
                        RequestBody.fromString("content")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BadDigest"));
    }

    @Test
    void putsOnlyOnceWhereTheCallerSaysSo() {
        s3.putObject(call -> call.bucket(BUCKET).key(KEY).ifNoneMatch("*"), RequestBody.fromString("1"));
        assertThatThrownBy(() -> s3.putObject(
                        call -> call.bucket(BUCKET).key(KEY).ifNoneMatch("*"), RequestBody.fromString("2")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    }

    @Test
    void keepsVersions() {
        String first = put("1");
        String second = put("2");

        assertThat(second).isNotEqualTo(first);
        assertThat(text(null)).isEqualTo("2");
        assertThat(text(first)).isEqualTo("1");
        assertThat(s3.headObject(call -> call.bucket(BUCKET).key(KEY)).versionId())
                .isEqualTo(second);
        assertThatThrownBy(() -> text("none"))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchVersion"));

        s3.deleteObject(call -> call.bucket(BUCKET).key(KEY));
        assertThatThrownBy(() -> text(null)).isInstanceOf(NoSuchKeyException.class);
        assertThat(text(first)).isEqualTo("1");
        String mark = aws.account().bucket(BUCKET).versions(KEY).get(2);
        assertThatThrownBy(() -> text(mark))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(405));

        s3.deleteObject(call -> call.bucket(BUCKET).key(KEY).versionId(mark));
        assertThat(text(null)).isEqualTo("2");
    }

    @Test
    void namesNoVersionBeforeVersioningAndNullWhileItIsSuspended() {
        aws.account().bucket("never");
        assertThat(s3.putObject(call -> call.bucket("never").key(KEY), RequestBody.fromString("1"))
                        .versionId())
                .isNull();

        aws.account().bucket(BUCKET).keepVersions(false);
        assertThat(put("1")).isEqualTo("null");
        assertThat(put("2")).isEqualTo("null");
        assertThat(aws.account().bucket(BUCKET).versions(KEY)).containsExactly("null");
    }

    @Test
    void aVersionNeedsAPermissionOfItsOwn() {
        String version = put("1");
        aws.account().credentials().deny("s3:GetObjectVersion");

        assertThat(text(null)).isEqualTo("1");
        assertThatThrownBy(() -> text(version))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }

    private String put(String content) {
        return s3.putObject(call -> call.bucket(BUCKET).key(KEY), RequestBody.fromString(content))
                .versionId();
    }

    private String text(@Nullable String version) {
        return s3.getObjectAsBytes(call -> call.bucket(BUCKET).key(KEY).versionId(version))
                .asUtf8String();
    }
}
