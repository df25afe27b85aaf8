package dev.appdb.tui.screen;

/** What a person wants of a run at work. */
enum Wish {
    DETACH,
    ROLL_BACK
}
