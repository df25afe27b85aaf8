package dev.appdb.aws.fake;

import java.util.function.Predicate;

/** One fault that waits for its call. */
record Fault(Predicate<Call> where, Moment moment, Kind kind) {

    /** The moment when it strikes. */
    enum Moment {
        BEFORE_EFFECT,
        AFTER_EFFECT
    }

    /** The effect on the caller. */
    enum Kind {
        THROTTLE,
        ERROR_500,
        EXPIRED_TOKEN,
        /** No answer for as long as the caller waits. */
        TIMEOUT,
        /** The connection ends without an answer. */
        CUT,
        /** The connection ends, and so does every later one: the caller's process is dead. */
        DEATH
    }
}
