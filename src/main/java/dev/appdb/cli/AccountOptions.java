package dev.appdb.cli;

import dev.appdb.project.BackendSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say which AWS account is meant, by its state bucket. */
final class AccountOptions {
    @Option(names = "--bucket", paramLabel = "BUCKET", description = "The S3 bucket of the Terraform state.")
    @Nullable
    String bucket;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "The account under infra/accounts, where there are several.")
    @Nullable
    String account;

    @Option(names = "--account-id", paramLabel = "ID", description = "The AWS account's id, 12 digits.")
    @Nullable
    String accountId;

    BackendSettings settings(Problems problems) {
        try {
            return new BackendSettings(
                    Optional.ofNullable(bucket), Optional.ofNullable(accountId), Optional.ofNullable(account), false);
        } catch (IllegalArgumentException e) {
            problems.add("--bucket", String.valueOf(e.getMessage()));
            return BackendSettings.NONE;
        }
    }
}
