package dev.appdb.bot.job;

/** The end of a replica in the middle of whatever it did: nothing that it does afterwards has any effect. */
final class ReplicaKilled extends Error {
    private static final long serialVersionUID = 1L;

    ReplicaKilled() {
        super("killed");
    }
}
