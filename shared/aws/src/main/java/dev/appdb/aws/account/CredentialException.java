package dev.appdb.aws.account;

import dev.appdb.failure.Failure;
import org.jspecify.annotations.Nullable;

/** Thrown through the SDK where there are no credentials, and turned into a failure by {@link AwsCall}. */
final class CredentialException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient CredentialCause reason;

    /** @param error kept aside: the SDK looks for causes that it has better words for, and replaces the exception */
    CredentialException(CredentialCause reason, @Nullable Throwable error) {
        super("no AWS credentials");
        this.reason = reason;
        if (error != null) {
            addSuppressed(error);
        }
    }

    Failure failure(String what) {
        return reason.apply(what);
    }
}
