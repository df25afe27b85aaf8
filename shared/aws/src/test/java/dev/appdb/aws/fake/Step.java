package dev.appdb.aws.fake;

import java.util.Set;

/** One resource's part in a stack operation. */
interface Step {

    String logicalId();

    /** The logical ids whose steps must be done before. */
    Set<String> after();

    /** Begins, with an event; 0 when there is nothing to do, else the ticks that it takes. */
    int start() throws ResourceFailure;

    /** Notifies a running step of the ticks that are left. */
    default void goesOn(int ticksLeft) throws ResourceFailure {
        // Most do all that they do at their end.
    }

    void finish() throws ResourceFailure;

    /** Marks it as failed, or as cancelled because another step failed. */
    void fail(String reason);
}
