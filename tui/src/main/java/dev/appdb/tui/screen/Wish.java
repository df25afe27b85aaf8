package dev.appdb.tui.screen;

/** What a person wants of a run at work. */
enum Wish {
    /** To be told what rolling back would do. */
    LOOK,
    DETACH,
    ROLL_BACK
}
