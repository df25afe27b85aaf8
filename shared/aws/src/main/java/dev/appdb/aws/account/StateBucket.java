package dev.appdb.aws.account;

import dev.appdb.engine.Preflight.Finding;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The bucket with the Terraform state, by S3's response to HeadBucket. */
public enum StateBucket {
    OURS,
    MISSING,
    NOT_OURS,
    ELSEWHERE;

    /** Asks S3 about a bucket that should belong to an account. */
    public static StateBucket find(AwsClients clients, String name, String account) throws FailureException {
        return AwsCall.make("could not look for bucket " + name, () -> {
            try {
                clients.s3().headBucket(request -> request.bucket(name).expectedBucketOwner(account));
                return OURS;
            } catch (S3Exception e) {
                AwsError.Kind kind = AwsCall.error(e).kind();
                if (e.statusCode() >= 500 || kind == AwsError.Kind.EXPIRED || kind == AwsError.Kind.CLOCK) {
                    throw e;
                }
                return of(e.statusCode());
            }
        });
    }

    /** @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html">AWS: HeadBucket</a> */
    private static StateBucket of(int status) {
        return switch (status) {
            case 404 -> MISSING;
            case 301, 307, 400 -> ELSEWHERE;
            default -> NOT_OURS;
        };
    }

    Finding finding(String name, Caller caller, String region) {
        return switch (this) {
            case OURS -> Finding.good("state bucket", name);
            case MISSING ->
                Finding.problem(
                        "state bucket",
                        "bucket " + name + " does not exist",
                        Remedy.of(
                                "Set the account up ({}), or name the right bucket with {--bucket}.",
                                Remedy.shell("make infra-set-up-account")));
            case NOT_OURS ->
                Finding.problem(
                        "state bucket",
                        "bucket " + name + " belongs to another account than " + caller.account()
                                + ", or you are not allowed to read it. You are logged in as " + caller.arn(),
                        "Log in to the right account, or name the right bucket with {--bucket}.");
            case ELSEWHERE ->
                Finding.problem(
                        "state bucket",
                        "bucket " + name + " is not in " + region,
                        "Give the bucket's Region with {--region}, or the bucket of this Region with {--bucket}.");
        };
    }
}
