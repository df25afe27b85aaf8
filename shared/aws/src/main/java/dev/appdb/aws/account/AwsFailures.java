package dev.appdb.aws.account;

import dev.appdb.failure.Failure;
import dev.appdb.failure.Problem;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.Region;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Translates errors of AWS into failures. Those about credentials are in {@link ProfileChain} and beside it. */
public final class AwsFailures {
    static final Remedy LOG_IN = Remedy.of(
            "Log in again ({}, {}, or the way that your organization uses), then run {}.",
            Remedy.shell("aws sso login"),
            Remedy.shell("aws configure"),
            Remedy.AGAIN);
    private static final Remedy SAME_AGAIN = Remedy.of("Run {} again: it continues where it stopped.", Remedy.AGAIN);

    private AwsFailures() {}

    /** The failure where the SDK rejects a setting; {@link SdkSetting} finds those that can be found before. */
    static Failure rejected(String what, String message) {
        return Failure.input(
                "aws-settings",
                what,
                "the AWS SDK rejects one of your settings: " + trimmed(message),
                "Check the variables whose names begin with AWS_, and your profile in ~/.aws/config.");
    }

    /** The failure for everything that is wrong with the settings of the SDK. */
    static Failure settings(List<Problem> problems) {
        return Failure.input(
                "aws-settings",
                "could not use your AWS settings",
                problems.stream().map(problem -> trimmed(problem.toString())).collect(Collectors.joining("; ")),
                problems.size() == 1 ? "Correct it, or remove it." : "Correct them, or remove them.");
    }

    /** The error's code, or nothing if the answer had none. */
    public static String code(AwsServiceException exception) {
        return AwsCall.error(exception).code();
    }

    /** AWS's message, without the request's id and a full stop. */
    public static String message(AwsServiceException exception) {
        AwsError error = AwsCall.error(exception);
        return error.message().isBlank() ? "status " + error.status() : trimmed(error.message());
    }

    /** The failure for an error: what, why and remedy. */
    static Failure of(String what, AwsError error) {
        return switch (error.kind()) {
            case EXPIRED -> Failure.failed("aws-session", what, "your AWS session has expired", LOG_IN);
            case EXPIRED_OR_CLOCK ->
                Failure.failed(
                        "aws-session",
                        what,
                        "your AWS session has expired, or this machine's clock is wrong",
                        Remedy.of("Set the clock if it is wrong.").and(LOG_IN));
            case CLOCK ->
                Failure.failed(
                        "aws-clock-wrong",
                        what,
                        "this machine's clock differs too much from AWS's: " + words(error),
                        Remedy.of("Set the clock, and have it synchronized (NTP). Then run {} again.", Remedy.AGAIN));
            case NO_CREDENTIALS -> Failure.failed("aws-no-credentials", what, "no AWS credentials were found", LOG_IN);
            case UNKNOWN_KEYS ->
                Failure.failed(
                        "aws-session",
                        what,
                        "AWS does not accept the credentials (" + words(error) + ")",
                        "Log in again. If the Region is not enabled in your account, enable it, or choose another with {--region}.");
            case BAD_SIGNATURE ->
                Failure.failed(
                        "aws-signature-refused",
                        what,
                        "AWS refused the signature: " + words(error),
                        "Check that the secret access key is the one of the access key, and complete.");
            case DENIED -> denied(what, error);
            case NOT_ENABLED ->
                Failure.failed(
                        "aws-region-not-enabled",
                        what,
                        "your account can't use the service in this Region: " + words(error),
                        "Enable the Region in your account, or choose another with {--region}.");
            case NO_REGION ->
                Failure.input("aws-region-missing", what, "no Region is configured", sentence(Region.WHERE_FROM));
            default -> other(what, error);
        };
    }

    private static Failure other(String what, AwsError error) {
        return switch (error.kind()) {
            case THROTTLED ->
                Failure.failed(
                        "aws-throttled",
                        what,
                        "AWS throttled the calls of your account, after several attempts",
                        Remedy.of("Wait a minute.").and(SAME_AGAIN));
            case BROKEN ->
                Failure.failed(
                        "aws-unavailable",
                        what,
                        service(error) + " had an internal error (" + error.status() + " " + words(error) + ")",
                        SAME_AGAIN);
            case NO_SUCH_HOST ->
                Failure.failed(
                        "aws-not-reachable",
                        what,
                        "the host name " + words(error) + " was not found",
                        "Check the Region, AWS_ENDPOINT_URL and HTTPS_PROXY if you have set them, and this machine's network and DNS.");
            case NO_TLS ->
                Failure.failed(
                        "aws-not-reachable",
                        what,
                        "no secure connection could be made: " + words(error),
                        "If a proxy is in between, add its certificate authority to Java's trust store.");
            case TIMEOUT ->
                Failure.failed(
                        "aws-timeout",
                        what,
                        "AWS did not answer in time",
                        Remedy.of("Check the network.").and(SAME_AGAIN));
            case INTERRUPTED -> Failure.interrupted(what, "it was interrupted", SAME_AGAIN);
            case UNREACHABLE ->
                Failure.failed(
                        "aws-not-reachable",
                        what,
                        "the connection failed: " + words(error),
                        Remedy.of("Check the network, and AWS_ENDPOINT_URL and HTTPS_PROXY if you have set them.")
                                .and(SAME_AGAIN));
            default ->
                Failure.failed(
                        "aws-refused",
                        what,
                        service(error) + " answered " + words(error),
                        Remedy.of(
                                "Look the error code up in AWS's documentation. {} finds missing parts of the account.",
                                Subcommand.DOCTOR.call()));
        };
    }

    private static Failure denied(String what, AwsError error) {
        String why = error.deniedAction()
                .map(action -> "you are not allowed to perform " + action
                        + error.deniedResource()
                                .map(resource -> " on " + resource)
                                .orElse(""))
                .orElse("you are not allowed to do that: " + words(error));
        if (error.says("service control policy")) {
            return Failure.failed(
                    "aws-not-permitted",
                    what,
                    why + ", since a service control policy of your organization forbids it",
                    "Ask the administrators of your organization's policies.");
        } else if (error.says("explicit deny")) {
            return Failure.failed(
                    "aws-not-permitted",
                    what,
                    why + ", since a policy forbids it explicitly",
                    "Ask the administrators of your IAM policies.");
        }
        return Failure.failed(
                "aws-not-permitted",
                what,
                why,
                Remedy.of(
                        "Attach the policy that {} prints to your role, or use another role. {} lists all missing permissions.",
                        Subcommand.IAM_POLICY.call(),
                        Subcommand.DOCTOR.call()));
    }

    private static String service(AwsError error) {
        return error.service().isEmpty() ? "AWS" : error.service();
    }

    /** The error's code and message on one line, without a full stop. */
    private static String words(AwsError error) {
        String message = trimmed(error.message());
        if (message.isEmpty()) {
            return error.code().isEmpty() ? "status " + error.status() : error.code();
        }
        return error.code().isEmpty() ? message : error.code() + ": " + message;
    }

    static String trimmed(String message) {
        return message.strip().replaceAll("\\s+", " ").replaceAll("[.]+$", "");
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}
