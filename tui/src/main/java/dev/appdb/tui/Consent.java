package dev.appdb.tui;

/** A person's answer to a question or a review. */
public enum Consent {
    /** The person typed yes. */
    GIVEN,
    /** The person typed anything else, or nothing. */
    REFUSED,
    /** The person wants another plan, which only creates and grants; only where a review {@link PlanReview#offersAdditive offers it}. */
    ADDITIVE,
    /** The person wants to go back to the previous questions; where there are none, it is a no. */
    BACK,
    /** The person pressed Ctrl-C or Ctrl-D, or the terminal went away. */
    CANCELLED;

    public boolean isGiven() {
        return this == GIVEN;
    }
}
