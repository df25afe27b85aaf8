package dev.appdb.bot.store;

/** The state of a run between its steps. */
public enum RunState {
    /** Its next step can be done now, or is being done. */
    READY,
    /** It waits for people to approve its plan. */
    WAITING,
    /** Another run is changing its environment. */
    QUEUED,
    ENDED
}
