package dev.appdb.aws;

import dev.appdb.failure.FailureException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** One call, or a few that belong together: the SDK's exceptions end here. */
final class AwsCall {
    private AwsCall() {}

    /**
     * Makes the call.
     *
     * @param what what can't be done if it fails, without a full stop: "could not look at stack appdb-app-dev"
     */
    static <T> T make(String what, Supplier<T> call) throws FailureException {
        try {
            return call.get();
        } catch (SdkException e) {
            throw AwsFailures.of(what, e).asException(e);
        }
    }
}
