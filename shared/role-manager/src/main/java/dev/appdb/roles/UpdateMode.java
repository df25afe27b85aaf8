package dev.appdb.roles;

import java.util.Locale;

/** The extent of an update. */
public enum UpdateMode {
    /** Everything becomes as configured. */
    FULL,
    /**
     * Creates and grants only, for a database that others use: nothing is revoked, dropped or taken from its owner, and the
     * search path stays where somebody would lose names by it. The check afterwards reports what is still open.
     */
    ADDITIVE;

    /** As it stands in JSON: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
