package dev.appdb.aws.template;

import dev.appdb.failure.Problems;
import java.util.Optional;

/**
 * The location of the role manager's jar, and its concurrency limit.
 *
 * @param bucket the account's state bucket
 * @param key the jar's key, which has a hash of its content, so that a changed jar is a changed template
 * @param version the object's version, so that an object that replaces it later is not deployed; empty where the bucket keeps
 *     none
 * @param reservedConcurrency the maximum of concurrent invocations, 1 or more; empty uses the account's unreserved
 *     pool. Lambda
 *     refuses a reservation that leaves the account fewer than 100, so new accounts cannot have one
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">AWS: reserved
 *     concurrency</a>
 */
public record RoleManagerCode(
        String bucket, String key, Optional<String> version, Optional<Integer> reservedConcurrency) {

    /** @throws IllegalArgumentException naming everything that is wrong */
    public RoleManagerCode {
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
        new Problems()
                .unless(bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"), "\"" + bucket + "\" is not a bucket's name")
                .unless(!key.isBlank() && key.length() <= 1024, "the key has 1 to 1024 characters")
                // https://docs.aws.amazon.com/lambda/latest/api/API_FunctionCode.html
                .unless(
                        version.filter(id -> id.isBlank() || id.length() > 1024).isEmpty(),
                        "the version has 1 to 1024 characters")
                .unless(reservedConcurrency.orElse(1) >= 1, "a concurrency of 0 would never run")
                .refuse("role manager's code");
    }
}
