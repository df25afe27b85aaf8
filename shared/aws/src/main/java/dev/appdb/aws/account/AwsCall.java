package dev.appdb.aws.account;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Makes one call of the SDK, and turns whatever it throws into failures. */
public final class AwsCall {
    private AwsCall() {}

    /**
     * Makes the call.
     *
     * @param what the failure's first words, such as {@code could not look up the network of app-dev}
     */
    public static <T> T make(String what, Call<T> call) throws FailureException {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw failure(what, e).asException(e);
        }
    }

    /**
     * Makes a call that fails with an error if the requested resource does not exist, which becomes an empty result.
     */
    public static <T> Optional<T> find(String what, Predicate<AwsError> absent, Call<T> call) throws FailureException {
        try {
            return Optional.of(call.get());
        } catch (RuntimeException e) {
            if (e instanceof SdkException && absent.test(error(e))) {
                return Optional.empty();
            }
            throw failure(what, e).asException(e);
        }
    }

    /** The failure for an exception that comes from the SDK; any other is a bug, and is thrown on. */
    private static Failure failure(String what, RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CredentialException credentials) {
                return credentials.failure(what);
            }
        }
        if (e instanceof SdkException) {
            return AwsFailures.of(what, error(e));
        } else if (isThrownBySdk(e)) {
            return AwsFailures.rejected(what, text(e.getMessage()));
        }
        throw e;
    }

    /** Settings are validated by the SDK with Java's own exceptions. */
    private static boolean isThrownBySdk(RuntimeException e) {
        return Stream.of(e.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk."))
                .findFirst()
                .filter(name -> name.startsWith("software.amazon.awssdk."))
                .isPresent();
    }

    /** The service, code and message that an exception of the SDK carries. */
    static AwsError error(RuntimeException e) {
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
                            service.isClockSkewException() ? AwsError.CLOCK_SKEW : text(details.errorCode()),
                            service.statusCode(),
                            text(details.errorMessage()),
                            causes);
        }
        return new AwsError("", "", 0, withoutJargon(host(e).orElse(text(e.getMessage()))), causes);
    }

    /** The name of a host that was not found, which the SDK's own message leaves out. */
    private static Optional<String> host(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return Optional.ofNullable(cause.getMessage()).map(name -> name.replaceFirst(": .*", ""));
            }
        }
        return Optional.empty();
    }

    /**
     * A call of the SDK, and what it takes to make it.
     *
     * @param <T> the result
     */
    @FunctionalInterface
    public interface Call<T> {
        T get() throws FailureException;
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
