package dev.appdb.aws.template;

import dev.appdb.failure.Problems;
import java.util.Optional;

/**
 * Where the role manager's jar lies, and how often it may run at once.
 *
 * @param bucket the account's state bucket
 * @param key the jar's key; it names the content, so that a changed jar is a changed template
 * @param reservedConcurrency how many run at once at most, 1 or more; empty takes from the account's common pool. Lambda
 *     refuses a reservation that leaves the account fewer than 100, so new accounts cannot have one
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">AWS: reserved
 *     concurrency</a>
 */
public record RoleManagerCode(String bucket, String key, Optional<Integer> reservedConcurrency) {

    /** @throws IllegalArgumentException naming everything that is wrong */
    public RoleManagerCode {
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
        new Problems()
                .unless(bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"), "\"" + bucket + "\" is not a bucket's name")
                .unless(!key.isBlank() && key.length() <= 1024, "the key has 1 to 1024 characters")
                .unless(reservedConcurrency.orElse(1) >= 1, "a concurrency of 0 would never run")
                .refuse("role manager's code");
    }
}
