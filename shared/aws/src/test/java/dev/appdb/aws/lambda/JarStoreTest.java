package dev.appdb.aws.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.aws.fake.Call;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.FakeAwsExtension;
import dev.appdb.aws.lambda.JarStore.Provided;
import dev.appdb.failure.FailureException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    private Provided provide() throws FailureException {
        return new JarStore(s3).provide(BUCKET, key, jar, Optional.empty());
    }

    private List<String> versions() {
        return aws.account().bucket(BUCKET).versions(key);
    }

    private String content() {
        return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String();
    }

    @Test
    void isUploadedOnceWithItsChecksum() throws Exception {
        Provided first = provide();
        Provided second = provide();

        assertThat(first.isNew()).isTrue();
        assertThat(second.isNew()).isFalse();
        assertThat(versions()).hasSize(1);
        assertThat(first.version()).contains(versions().get(0));
        assertThat(second.version()).isEqualTo(first.version());
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

        assertThat(provide().isNew()).isTrue();
        assertThat(content()).isEqualTo("a jar");
    }

    @Test
    void aBucketThatKeepsNoVersionsGivesNone() throws Exception {
        aws.account().bucket(BUCKET).keepVersions(false);

        assertThat(provide()).isEqualTo(new Provided(Optional.empty(), true));
        assertThat(provide()).isEqualTo(new Provided(Optional.empty(), false));
    }

    @Test
    void anotherProcessThatUploadsItMeanwhileIsFollowed() throws Exception {
        aws.faults().where(this::isUploadedMeanwhile).throttle();

        Provided provided = provide();

        assertThat(provided.isNew()).isFalse();
        assertThat(versions()).hasSize(1);
        assertThat(provided.version()).contains(versions().get(0));
    }

    private boolean isUploadedMeanwhile(Call call) {
        if (call.operation().equals("PutObject") && versions().isEmpty()) {
            aws.account()
                    .bucket(BUCKET)
                    .store(key, "a jar".getBytes(UTF_8), Map.of("x-amz-checksum-sha256", jar.checksum()));
        }
        return false;
    }

    @Test
    void theDeployedVersionIsUsedAsLongAsItIsThere() throws Exception {
        Optional<String> deployed = provide().version();
        aws.account().bucket(BUCKET).replace(key, "another jar".getBytes(UTF_8));
        JarStore store = new JarStore(s3);

        assertThat(store.provide(BUCKET, key, jar, deployed)).isEqualTo(new Provided(deployed, false));
        store.require(BUCKET, key, deployed);

        aws.account().bucket(BUCKET).remove(key);
        aws.account().bucket(BUCKET).remove(key, deployed.orElseThrow());
        FailureException gone =
                catchThrowableOfType(FailureException.class, () -> store.require(BUCKET, key, deployed));
        assertThat(gone.failure().code()).isEqualTo("role-manager-jar-gone");
        assertThat(store.provide(BUCKET, key, jar, deployed).isNew()).isTrue();
    }

    @Test
    void anObjectWithoutVersionAndWithAnotherContentIsNotApplied() throws Exception {
        s3.putObject(
                request -> request.bucket(BUCKET).key(key).checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromString("another jar"));

        FailureException refused = catchThrowableOfType(
                FailureException.class, () -> new JarStore(s3).require(BUCKET, key, Optional.empty()));

        assertThat(refused.failure().code()).isEqualTo("role-manager-jar-altered");
    }
}
