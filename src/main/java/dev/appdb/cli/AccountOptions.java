package dev.appdb.cli;

import dev.appdb.failure.Problems;
import dev.appdb.project.BackendSettings;
import java.util.Optional;
import java.util.function.Function;
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
        return new BackendSettings(
                valid("--bucket", bucket, problems, value -> with(value, null, null)),
                valid("--account-id", accountId, problems, value -> with(null, value, null)),
                valid("--account", account, problems, value -> with(null, null, value)),
                false);
    }

    /** The value if the settings take it alone; what is wrong with it is taken down under its own flag. */
    private static Optional<String> valid(
            String flag, @Nullable String value, Problems problems, Function<String, BackendSettings> settings) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return settings.apply(value) == BackendSettings.NONE ? Optional.empty() : Optional.of(value);
        } catch (IllegalArgumentException e) {
            problems.add(flag, String.valueOf(e.getMessage()).replace(flag + ": ", ""));
            return Optional.empty();
        }
    }

    private static BackendSettings with(@Nullable String bucket, @Nullable String accountId, @Nullable String account) {
        return new BackendSettings(
                Optional.ofNullable(bucket), Optional.ofNullable(accountId), Optional.ofNullable(account), false);
    }
}
