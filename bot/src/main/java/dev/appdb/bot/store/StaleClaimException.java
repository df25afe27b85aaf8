package dev.appdb.bot.store;

/** What a worker wanted to write was refused, since another one has gone on with the same work meanwhile. */
public final class StaleClaimException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleClaimException(String what) {
        super(what + " was taken over by another replica");
    }
}
