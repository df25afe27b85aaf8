package dev.appdb.tui.screen;

/** What a person wants of a run at work. */
enum InterruptAction {
    /** To be told what rolling back would do. */
    QUERY_ROLLBACK,
    DETACH,
    ROLL_BACK
}
