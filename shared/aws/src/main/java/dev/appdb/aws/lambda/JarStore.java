package dev.appdb.aws.lambda;

import dev.appdb.aws.account.AwsCall;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The role manager's jar in the state bucket. */
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
     * @throws FailureException also if the plan needs another jar, which is not in the bucket
     */
    public boolean provide(String bucket, String key, Optional<RoleManagerJar> local) throws FailureException {
        if (has(bucket, key)) {
            return false;
        }
        RoleManagerJar jar = local.filter(one -> one.key().equals(key)).orElse(null);
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
                        request -> request.bucket(bucket).key(key).contentType("application/java-archive"),
                        RequestBody.fromFile(jar.file())));
        return true;
    }

    private boolean has(String bucket, String key) throws FailureException {
        return AwsCall.make("could not look for the role manager's jar in bucket " + bucket, () -> {
            try {
                s3.headObject(request -> request.bucket(bucket).key(key));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == NOT_FOUND) {
                    return false;
                }
                throw e;
            }
        });
    }
}
