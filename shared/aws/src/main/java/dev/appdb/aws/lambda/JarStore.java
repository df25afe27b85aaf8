package dev.appdb.aws.lambda;

import dev.appdb.aws.account.AwsCall;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The role manager's jar in the state bucket, verified by its checksum, which S3 computes over what it receives.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">AWS: checksums of
 *     objects</a>
 */
public final class JarStore {
    private static final int NOT_FOUND = 404;

    private final S3Client s3;

    public JarStore(S3Client s3) {
        this.s3 = s3;
    }

    /**
     * Uploads the jar of a plan unless the bucket has it.
     *
     * @param local the jar that this installation has
     * @return true if it was uploaded
     * @throws FailureException also if the plan needs another jar, which is not in the bucket, and if the object in the
     *     bucket has another content
     */
    public boolean provide(String bucket, String key, Optional<RoleManagerJar> local) throws FailureException {
        String expected = RoleManagerJar.checksum(key);
        Optional<String> found = checksum(bucket, key);
        if (found.equals(Optional.of(expected))) {
            return false;
        }
        if (found.filter(checksum -> !checksum.isEmpty()).isPresent()) {
            throw altered(bucket, key);
        }
        RoleManagerJar jar = local.filter(one -> RoleManagerJar.checksum(key).equals(one.checksum()))
                .orElse(null);
        if (jar == null) {
            throw Failure.refused(
                            "role-manager-jar-differs",
                            "did not apply the plan",
                            "it was made with another build of the role manager, whose jar is not at s3://" + bucket
                                    + "/" + key,
                            "Plan again with this installation and review that plan.")
                    .asException();
        }
        AwsCall.make(
                "could not upload the role manager's jar to bucket " + bucket,
                () -> s3.putObject(
                        request -> request.bucket(bucket)
                                .key(key)
                                .contentType("application/java-archive")
                                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                                .checksumSHA256(expected),
                        RequestBody.fromFile(jar.file())));
        return true;
    }

    private static FailureException altered(String bucket, String key) {
        String object = "s3://" + bucket + "/" + key;
        return Failure.refused(
                        "role-manager-jar-altered",
                        "did not apply the plan",
                        object + " has another content than the jar it is named after: somebody replaced it",
                        Remedy.of(
                                "Find out who wrote it, delete it with {}, and apply the plan again.",
                                Remedy.shell("aws s3 rm " + object)))
                .asException();
    }

    /** The object's SHA-256 in Base64, empty if it was uploaded without one; nothing if there is no object. */
    private Optional<String> checksum(String bucket, String key) throws FailureException {
        return AwsCall.make("could not look for the role manager's jar in bucket " + bucket, () -> {
            try {
                return Optional.of(Optional.ofNullable(s3.headObject(request ->
                                        request.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED))
                                .checksumSHA256())
                        .orElse(""));
            } catch (S3Exception e) {
                if (e.statusCode() == NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }
}
