package dev.appdb.cli.option;

import picocli.CommandLine.Option;

/** The flag of the Terraform backend file. */
public final class BackendOptions {
    @Option(
            names = "--overwrite",
            description = "Replace an existing backend file that has other content; the diff is shown.")
    public boolean overwrite;
}
