package dev.appdb.aws.account;

import dev.appdb.failure.FailureException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Makes one call of the SDK, and turns its exceptions into failures. */
public final class AwsCall {
    private AwsCall() {}

    /**
     * Makes the call.
     *
     * @param what the failure's first words, such as {@code could not look up the network of app-dev}
     */
    public static <T> T make(String what, Supplier<T> call) throws FailureException {
        try {
            return call.get();
        } catch (SdkException e) {
            throw AwsFailures.of(what, e).asException(e);
        }
    }

    /**
     * Makes a call that fails with an error if the requested resource does not exist, which becomes an empty result.
     */
    public static <T> Optional<T> find(String what, Predicate<AwsError> absent, Supplier<T> call)
            throws FailureException {
        try {
            return Optional.of(call.get());
        } catch (SdkException e) {
            AwsError error = error(e);
            if (absent.test(error)) {
                return Optional.empty();
            }
            throw AwsFailures.of(what, error).asException(e);
        }
    }

    /** The service, code and message that an exception of the SDK carries. */
    static AwsError error(SdkException e) {
        Set<String> causes = new LinkedHashSet<>();
        for (Throwable cause = e; cause != null && causes.size() < 20; cause = cause.getCause()) {
            causes.add(cause.getClass().getSimpleName());
        }
        if (e instanceof AwsServiceException service) {
            AwsErrorDetails details = service.awsErrorDetails();
            return details == null
                    ? new AwsError("", "", service.statusCode(), text(e.getMessage()), causes)
                    : new AwsError(
                            text(details.serviceName()),
                            text(details.errorCode()),
                            service.statusCode(),
                            text(details.errorMessage()),
                            causes);
        }
        return new AwsError("", "", 0, withoutJargon(text(e.getMessage())), causes);
    }

    /** Removes the prefix and the attempt count that the SDK adds to the message of a failed connection. */
    private static String withoutJargon(String message) {
        return message.replaceFirst("^Unable to execute HTTP request: ", "")
                .replaceFirst("\\s*\\(SDK Attempt Count: \\d+\\)$", "");
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
