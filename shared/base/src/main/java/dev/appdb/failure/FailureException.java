package dev.appdb.failure;

import org.jspecify.annotations.Nullable;

/** The carrier of a {@link Failure} through ports; the engine turns it back into a value. */
public final class FailureException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public FailureException(Failure failure, @Nullable Throwable cause) {
        super(failure.sentence(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
