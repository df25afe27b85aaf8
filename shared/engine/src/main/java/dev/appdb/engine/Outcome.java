package dev.appdb.engine;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;

/** The outcome of a step: its value, or an expected failure. A bug is an exception instead. */
public sealed interface Outcome<T> {

    /** The step was done. */
    record Done<T>(T value) implements Outcome<T> {}

    /** The step failed in a way that has words. */
    record Failed<T>(Failure failure) implements Outcome<T> {}

    /** The value, or the failure as an exception, for front ends that handle all failures in one place. */
    default T orThrow() throws FailureException {
        if (this instanceof Done<T> done) {
            return done.value();
        }
        throw ((Failed<T>) this).failure().asException();
    }
}
