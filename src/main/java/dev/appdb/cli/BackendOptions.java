package dev.appdb.cli;

import picocli.CommandLine.Option;

/** The flag of the Terraform backend file. */
final class BackendOptions {
    @Option(
            names = "--overwrite",
            description = "Replace an existing backend file that has other content; the diff is shown.")
    boolean overwrite;
}
