package dev.appdb.tui;

/** What a person said to a question of yes or no. */
public enum Consent {
    /** The person typed yes. */
    GIVEN,
    /** The person typed anything else, or nothing. */
    REFUSED,
    /** The person wants to change what came before; where nothing did, it is a no. */
    BACK,
    /** The person pressed Ctrl-C or Ctrl-D, or the terminal went away. */
    CANCELLED;

    public boolean isGiven() {
        return this == GIVEN;
    }
}
