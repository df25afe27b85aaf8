package dev.appdb.project;

import dev.appdb.request.AccountId;
import dev.appdb.request.AccountName;
import dev.appdb.request.BucketName;
import dev.appdb.setting.SettingValues;
import dev.appdb.setting.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The flags about the Terraform state that the backend file points at.
 *
 * @param bucket the S3 bucket of the Terraform state ({@code --bucket})
 * @param accountId the AWS account's id, 12 digits ({@code --account-id})
 * @param accountName the account's name in {@code infra/accounts} ({@code --account})
 * @param overwrite whether a backend file that is there may be changed ({@code --overwrite})
 */
public record BackendSettings(
        Optional<String> bucket, Optional<String> accountId, Optional<String> accountName, boolean overwrite) {
    /** No flag given. */
    public static final BackendSettings NONE =
            new BackendSettings(Optional.empty(), Optional.empty(), Optional.empty(), false);

    /** The part of a command's settings that is about the state. */
    public static BackendSettings of(SettingValues values) {
        return new BackendSettings(
                values.text(Settings.BUCKET), values.text(Settings.ACCOUNT_ID), values.text(Settings.ACCOUNT), false);
    }

    /** The same, with leave to change a backend file that is there. */
    public BackendSettings overwriting() {
        return new BackendSettings(bucket, accountId, accountName, true);
    }

    /** True if a flag chooses the account. */
    boolean choosesAccount() {
        return accountId.isPresent() || accountName.isPresent();
    }

    /** @throws IllegalArgumentException naming every flag that is not valid */
    public BackendSettings {
        List<String> problems = new ArrayList<>();
        check("--bucket", bucket, BucketName::new, problems);
        check("--account-id", accountId, AccountId::new, problems);
        check("--account", accountName, AccountName::new, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    private static void check(
            String flag, Optional<String> value, Consumer<String> constructor, List<String> problems) {
        try {
            value.ifPresent(constructor);
        } catch (IllegalArgumentException e) {
            problems.add(flag + ": " + e.getMessage());
        }
    }
}
