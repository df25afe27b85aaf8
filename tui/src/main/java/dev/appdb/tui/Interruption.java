package dev.appdb.tui;

import java.util.Optional;

/** What Ctrl-C may lead to while a run is at work. Both ways may be called on any thread, and once. */
public interface Interruption {

    /** Whether nothing has begun that could go on or be undone, so that the first Ctrl-C detaches without a question. */
    default boolean isAtOnce() {
        return false;
    }

    /** What rolling back would do, a phrase such as "delete the stack that is being created"; empty where it can't. */
    Optional<String> rollBack();

    /** Leaves the work as it is, going on by itself where it can, and ends this process. */
    void detach();

    /** Undoes what the run has begun; the run then ends by itself. */
    void startRollBack();
}
