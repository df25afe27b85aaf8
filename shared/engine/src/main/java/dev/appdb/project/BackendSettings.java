package dev.appdb.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What flags say about the Terraform state that the backend file points at.
 *
 * @param bucket the S3 bucket of the Terraform state ({@code --bucket})
 * @param accountId the AWS account's id, 12 digits ({@code --account-id})
 * @param accountName the account's name in {@code infra/accounts} ({@code --account})
 * @param bucketRequired whether a bucket that cannot be found is a failure whatever the target; where it is not, only
 *     {@link dev.appdb.request.Target#AWS} needs one, and else the file goes without
 */
public record BackendSettings(
        Optional<String> bucket, Optional<String> accountId, Optional<String> accountName, boolean bucketRequired) {
    /** No flag given, and no bucket needed. */
    public static final BackendSettings NONE =
            new BackendSettings(Optional.empty(), Optional.empty(), Optional.empty(), false);

    private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");
    private static final Pattern ACCOUNT_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** @throws IllegalArgumentException naming every flag that is not valid */
    public BackendSettings {
        List<String> problems = new ArrayList<>();
        bucket.flatMap(StateBucket::problem).ifPresent(problem -> problems.add("--bucket: " + problem));
        if (accountId.isPresent() && !ACCOUNT_ID.matcher(accountId.get()).matches()) {
            problems.add("--account-id: an AWS account's id has 12 digits, like 123456789012");
        }
        if (accountName.isPresent() && !ACCOUNT_NAME.matcher(accountName.get()).matches()) {
            problems.add("--account: use the name in infra/accounts/<name>.<account id>.s3.tfbackend");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }
}
