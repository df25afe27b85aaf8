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

/** One call of the SDK; its exceptions end here and become failures with words. */
public final class AwsCall {
    private AwsCall() {}

    /**
     * Makes the call.
     *
     * @param what what could not be done if it fails, such as {@code could not look up the network of app-dev}
     */
    public static <T> T make(String what, Supplier<T> call) throws FailureException {
        try {
            return call.get();
        } catch (SdkException e) {
            throw AwsFailures.of(what, e).asException(e);
        }
    }

    /** Makes a call that answers with an error where there is none of what was asked for. */
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

    /** What an exception of the SDK says. */
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

    /** What the SDK puts around the words of a call that nothing answered says nothing to a person. */
    private static String withoutJargon(String message) {
        return message.replaceFirst("^Unable to execute HTTP request: ", "")
                .replaceFirst("\\s*\\(SDK Attempt Count: \\d+\\)$", "");
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
