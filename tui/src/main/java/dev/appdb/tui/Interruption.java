package dev.appdb.tui;

import java.util.Optional;

/** The actions that Ctrl-C offers during a run. Each may be called on any thread, and once. */
public interface Interruption {

    /** Returns true if nothing has begun that could continue or be undone: the first Ctrl-C then detaches at once. */
    default boolean isAtOnce() {
        return false;
    }

    /** The effect of rolling back, such as "delete the stack that is being created"; empty where it is not possible. */
    Optional<String> rollBack();

    /** Ends this process; the deployment continues by itself where it can. */
    void detach();

    /** Starts to undo the changes of the run; the run then ends by itself. */
    void startRollBack();
}
