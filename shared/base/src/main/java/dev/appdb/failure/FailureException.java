package dev.appdb.failure;

import org.jspecify.annotations.Nullable;

/** Carries a {@link Failure} through the engine's ports; the engine's door turns it back into a value. */
public final class FailureException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    FailureException(Failure failure, @Nullable Throwable cause) {
        super(failure.sentence(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
