package dev.appdb.cli;

import dev.appdb.project.BackendSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of the Terraform backend file. */
final class BackendOptions {
    @Option(
            names = "--module",
            paramLabel = "MODULE",
            description = "The Terraform module that the backend file belongs to: service (default) or database.")
    @Nullable
    String module;

    @Mixin
    final AccountOptions account = new AccountOptions();

    @Option(
            names = "--overwrite",
            description = "Replace an existing backend file that has other content; the diff is shown.")
    boolean overwrite;

    BackendSettings settings(Problems problems) {
        return account.settings(problems);
    }
}
