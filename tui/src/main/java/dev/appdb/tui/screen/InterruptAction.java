package dev.appdb.tui.screen;

/** An action on a running procedure that the person has asked for. */
enum InterruptAction {
    /** Finds out what rolling back would do. */
    QUERY_ROLLBACK,
    DETACH,
    ROLL_BACK
}
