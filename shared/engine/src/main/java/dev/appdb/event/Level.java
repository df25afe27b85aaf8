package dev.appdb.event;

/** How much a note matters. */
public enum Level {
    INFO,
    WARNING
}
