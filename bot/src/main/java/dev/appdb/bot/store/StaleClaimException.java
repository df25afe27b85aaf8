package dev.appdb.bot.store;

/** A write that was refused, since another worker has taken over the same work. */
public final class StaleClaimException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleClaimException(String what) {
        super(what + " was taken over by another replica");
    }
}
