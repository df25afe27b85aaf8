package dev.appdb.cli.option;

import dev.appdb.roles.UpdateMode;
import picocli.CommandLine.Option;

/** The flag that limits the changes in the database to those that take nothing away. */
public final class AdditiveOption {
    private static final String NAME = "--additive";

    @Option(
            names = NAME,
            description =
                    "In the database only create and grant, and take nothing away. The check reports what stays open.")
    boolean additive;

    /** The extent of the changes. */
    public UpdateMode mode() {
        return additive ? UpdateMode.ADDITIVE : UpdateMode.FULL;
    }

    /** The flag for a command that is to make the same changes, with a space after it; nothing if it is not given. */
    public String word() {
        return additive ? NAME + " " : "";
    }
}
