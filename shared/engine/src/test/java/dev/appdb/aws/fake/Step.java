package dev.appdb.aws.fake;

import java.util.Set;

/** One resource's part in a stack operation. */
interface Step {

    String logicalId();

    /** The logical ids whose steps must be done before. */
    Set<String> after();

    /** Begins, with an event; 0 when there is nothing to do, else the ticks that it takes. */
    int start() throws ResourceFailure;

    void finish() throws ResourceFailure;

    /** Tells that it failed, or that it was cancelled because another did. */
    void fail(String reason);
}
