package dev.appdb.cli.option;

import picocli.CommandLine.Option;

/** The option of commands whose run need not be kept. */
public final class JournalOption {
    @Option(
            names = "--no-journal",
            description =
                    "Write nothing into the project's .appdb about this run: it is in no list of runs, and no later"
                            + " check is compared with it. For pipelines, and for checkouts that can't be written.")
    boolean none;

    /** True if the run is kept. */
    public boolean keeps() {
        return !none;
    }
}
