package dev.appdb.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.FakeAwsExtension;
import dev.appdb.failure.FailureException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;

/** The jar in the bucket is the one that its name says, or it is not deployed. */
class JarStoreTest {
    private static final String BUCKET = "demo-123456789012-us-east-1-tf";

    @RegisterExtension
    final FakeAwsExtension fake = new FakeAwsExtension();

    @TempDir
    Path folder;

    private FakeAws aws;
    private S3Client s3;
    private RoleManagerJar jar;
    private String key;

    @BeforeEach
    void start() throws Exception {
        aws = fake.aws();
        aws.account().bucket(BUCKET);
        s3 = aws.client(S3Client.builder());
        jar = RoleManagerJar.at(Files.writeString(folder.resolve("role-manager.jar"), "a jar"));
        key = "appdb/app/dev/role-manager-" + jar.sha256() + ".jar";
    }

    private boolean provide() throws FailureException {
        return new JarStore(s3).provide(BUCKET, key, Optional.of(jar));
    }

    private String content() {
        return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String();
    }

    @Test
    void isUploadedOnceWithItsChecksum() throws Exception {
        assertThat(provide()).isTrue();
        assertThat(provide()).isFalse();
        assertThat(content()).isEqualTo("a jar");
        assertThat(aws.account().bucket(BUCKET).find(key).orElseThrow().headers())
                .containsEntry("x-amz-checksum-sha256", jar.checksum());
    }

    @Test
    void anotherContentUnderItsNameIsRefusedAndLeft() {
        s3.putObject(
                request -> request.bucket(BUCKET).key(key).checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromString("another jar"));

        FailureException refused = catchThrowableOfType(FailureException.class, this::provide);

        assertThat(refused.failure().code()).isEqualTo("role-manager-jar-altered");
        assertThat(refused.failure().why()).contains("s3://" + BUCKET + "/" + key, "somebody replaced it");
        assertThat(content()).isEqualTo("another jar");
    }

    @Test
    void whatHasNoSuchChecksumIsUploadedAgain() throws Exception {
        s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString("another jar"));

        assertThat(provide()).isTrue();
        assertThat(content()).isEqualTo("a jar");
    }

    @Test
    void withoutAJarOfThatNameThePlanIsOfAnotherBuild() {
        FailureException refused = catchThrowableOfType(
                FailureException.class, () -> new JarStore(s3).provide(BUCKET, key, Optional.empty()));

        assertThat(refused.failure().code()).isEqualTo("role-manager-jar-differs");
    }
}
