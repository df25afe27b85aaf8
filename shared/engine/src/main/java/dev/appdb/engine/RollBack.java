package dev.appdb.engine;

import dev.appdb.failure.FailureException;

/** A way to undo the work that is going on at a target. */
public interface RollBack {

    /** Its effect, as a phrase: "delete the stack that is being created". */
    String effect();

    /**
     * Begins it; the work that is undone ends by itself, as failed.
     *
     * @throws FailureException also if the work has ended since it was looked at, so that there is nothing to undo
     */
    void begin() throws FailureException;
}
