package dev.appdb.aws.lambda;

import dev.appdb.aws.account.AwsCall;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The role manager's jar in the state bucket, verified by its checksum, which S3 computes over what it receives, and known
 * by its version, where the bucket keeps versions.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">AWS: checksums of
 *     objects</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html">AWS: versions of objects</a>
 */
public final class JarStore {
    private static final int NOT_FOUND = 404;
    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
    private static final int CONFLICT = 409;

    private static final int PRECONDITION_FAILED = 412;

    /** The version of an object that was stored while its bucket kept none. */
    private static final String NO_VERSION = "null";

    private final S3Client s3;

    public JarStore(S3Client s3) {
        this.s3 = s3;
    }

    /**
     * The jar in the bucket.
     *
     * @param version the object's version; empty where the bucket keeps none
     * @param isNew true if it was uploaded now
     */
    public record Provided(Optional<String> version, boolean isNew) {}

    /**
     * Uploads a jar unless the bucket has it.
     *
     * @param deployed the version of that key that is deployed, which is used as long as it is there
     * @throws FailureException also if the object in the bucket has another content
     */
    public Provided provide(String bucket, String key, RoleManagerJar jar, Optional<String> deployed)
            throws FailureException {
        if (deployed.isPresent()
                && find(bucket, key, deployed)
                        .filter(found -> found.isOf(jar.checksum()))
                        .isPresent()) {
            return new Provided(deployed, false);
        }
        Optional<Found> current = find(bucket, key, Optional.empty());
        if (current.isEmpty()) {
            Optional<Provided> uploaded = upload(bucket, key, jar, true);
            if (uploaded.isPresent()) {
                return uploaded.get();
            }
            // Another process, or a try whose answer was lost, was faster.
            current = find(bucket, key, Optional.empty());
        }
        if (current.filter(found -> !found.checksum().isEmpty()).isEmpty()) {
            return upload(bucket, key, jar, false).orElseThrow();
        }
        if (!current.get().isOf(jar.checksum())) {
            throw altered(bucket, key);
        }
        return new Provided(current.get().version(), false);
    }

    /**
     * Requires that the jar of a plan is still in the bucket.
     *
     * @param key the jar's key, named by its content
     * @param version the object's version in the plan; empty if the bucket kept none
     */
    public void require(String bucket, String key, Optional<String> version) throws FailureException {
        Found found = find(bucket, key, version).orElseThrow(() -> gone(bucket, key, version));
        if (!found.isOf(RoleManagerJar.checksum(key))) {
            throw altered(bucket, key);
        }
    }

    /** @return nothing if it may be uploaded only where there is no object, and there is one */
    private Optional<Provided> upload(String bucket, String key, RoleManagerJar jar, boolean onlyIfAbsent)
            throws FailureException {
        return AwsCall.make("could not upload the role manager's jar to bucket " + bucket, () -> {
            PutObjectRequest.Builder request = PutObjectRequest.builder()
                    .bucket(bucket)
                    .key(key)
                    .contentType("application/java-archive")
                    .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                    .checksumSHA256(jar.checksum());
            if (onlyIfAbsent) {
                request.ifNoneMatch("*");
            }
            try {
                PutObjectResponse stored = s3.putObject(request.build(), RequestBody.fromFile(jar.file()));
                return Optional.of(new Provided(version(stored.versionId()), true));
            } catch (S3Exception e) {
                if (onlyIfAbsent && (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private static FailureException gone(String bucket, String key, Optional<String> version) {
        return Failure.refused(
                        "role-manager-jar-gone",
                        "did not apply the plan",
                        "the role manager's jar that it was made with is not in the bucket any more: s3://" + bucket
                                + "/"
                                + key
                                + version.map(id -> ", version " + id).orElse(""),
                        Remedy.of("Run {}, which uploads the jar, and apply that plan.", Subcommand.PLAN.call()))
                .asException();
    }

    private static FailureException altered(String bucket, String key) {
        String object = "s3://" + bucket + "/" + key;
        return Failure.refused(
                        "role-manager-jar-altered",
                        "did not use the role manager's jar in bucket " + bucket,
                        object + " has another content than the jar it is named after: somebody replaced it",
                        Remedy.of(
                                "Find out who wrote it, delete it with {}, and run {} again.",
                                Remedy.shell("aws s3 rm " + object),
                                Subcommand.PLAN.call()))
                .asException();
    }

    private Optional<Found> find(String bucket, String key, Optional<String> version) throws FailureException {
        HeadObjectRequest.Builder request =
                HeadObjectRequest.builder().bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED);
        version.ifPresent(request::versionId);
        return AwsCall.make("could not look for the role manager's jar in bucket " + bucket, () -> {
            try {
                return Optional.of(Found.of(s3.headObject(request.build())));
            } catch (S3Exception e) {
                if (e.statusCode() == NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private static Optional<String> version(@Nullable String id) {
        return Optional.ofNullable(id).filter(one -> !one.equals(NO_VERSION));
    }

    /**
     * An object.
     *
     * @param checksum its SHA-256 in Base64, empty if it was uploaded without one
     */
    private record Found(String checksum, Optional<String> version) {
        static Found of(HeadObjectResponse head) {
            return new Found(Optional.ofNullable(head.checksumSHA256()).orElse(""), JarStore.version(head.versionId()));
        }

        boolean isOf(String expected) {
            return checksum.equals(expected);
        }
    }
}
