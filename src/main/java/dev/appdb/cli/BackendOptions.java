package dev.appdb.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of the Terraform backend file. */
final class BackendOptions {
    @Option(
            names = "--module",
            paramLabel = "MODULE",
            description = "The Terraform module that the backend file belongs to: service (default) or database.")
    @Nullable
    String module;

    @Option(
            names = "--overwrite",
            description = "Replace an existing backend file that has other content; the diff is shown.")
    boolean overwrite;
}
