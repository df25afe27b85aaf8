package dev.appdb.aws.account;

import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.ShellWord;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.Region;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Translates errors of AWS into failures. All their texts are in this class. */
public final class AwsFailures {
    private static final String LOG_IN = "Log in again (`aws sso login`, `aws configure`, or however your organisation"
            + " hands out credentials), then run the same command.";
    private static final String SAME_AGAIN = "Run the same command again: it continues where it stopped.";

    private AwsFailures() {}

    /** @param what the failed operation, without a full stop: "could not look at stack appdb-app-dev" */
    static Failure of(String what, SdkException exception) {
        return of(what, AwsCall.error(exception));
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
            case NO_CREDENTIALS -> Failure.failed("aws-no-credentials", what, "there are no AWS credentials", LOG_IN);
            case UNKNOWN_KEYS ->
                Failure.failed(
                        "aws-session",
                        what,
                        "AWS does not accept the credentials (" + words(error) + ")",
                        "Log in again. If the Region has to be enabled in your account, enable it, or give another"
                                + " with {--region}.");
            case SSO_SESSION -> {
                String profile = error.ssoProfile().orElseThrow();
                yield Failure.failed(
                        "aws-session",
                        what,
                        "there is no valid session of your profile " + profile
                                + ", which logs in through IAM Identity Center",
                        Remedy.of(
                                "Run {}, then the same command.",
                                Remedy.shell("aws sso login --profile " + ShellWord.quote(profile))));
            }
            case BAD_SIGNATURE ->
                Failure.failed(
                        "aws-signature-refused",
                        what,
                        "AWS refused the signature: " + words(error),
                        "Check that this machine's clock is right and that the secret access key is whole.");
            case DENIED -> denied(what, error);
            case NOT_ENABLED ->
                Failure.failed(
                        "aws-region-not-enabled",
                        what,
                        "your account can't use the service in this Region: " + words(error),
                        "Enable the Region in your account, or give another with {--region}.");
            case NO_REGION ->
                Failure.input("aws-region-missing", what, "no Region is given", sentence(Region.WHERE_FROM));
            default -> other(what, error);
        };
    }

    private static Failure other(String what, AwsError error) {
        return switch (error.kind()) {
            case THROTTLED ->
                Failure.failed(
                        "aws-throttled",
                        what,
                        "AWS takes no more calls of your account just now, after several tries",
                        "Wait a minute. " + SAME_AGAIN);
            case BROKEN ->
                Failure.failed(
                        "aws-unavailable",
                        what,
                        service(error) + " answered with an error of its own (" + error.status() + " " + words(error)
                                + ")",
                        SAME_AGAIN);
            case NO_SUCH_HOST ->
                Failure.failed(
                        "aws-not-reachable",
                        what,
                        "the endpoint's name is not known: " + words(error),
                        "Check the Region, and that this machine has a network and a name server.");
            case NO_TLS ->
                Failure.failed(
                        "aws-not-reachable",
                        what,
                        "there was no secure connection: " + words(error),
                        "If a proxy of yours stands between, have Java trust its certificate authority.");
            case TIMEOUT ->
                Failure.failed("aws-timeout", what, "AWS did not answer in time", "Check the network. " + SAME_AGAIN);
            case INTERRUPTED -> Failure.interrupted(what, "it was interrupted", SAME_AGAIN);
            case UNREACHABLE ->
                Failure.failed(
                        "aws-not-reachable",
                        what,
                        "there was no connection that held: " + words(error),
                        "Check the network, and AWS_ENDPOINT_URL if you have set it. " + SAME_AGAIN);
            default ->
                Failure.failed(
                        "aws-refused",
                        what,
                        service(error) + " answered " + words(error),
                        Remedy.of(
                                "If that does not say what to do, look it up under the code in AWS's documentation. {}"
                                        + " looks for what is missing.",
                                Subcommand.DOCTOR.call()));
        };
    }

    private static Failure denied(String what, AwsError error) {
        String why = error.deniedAction()
                .map(action -> "you may not do " + action
                        + error.deniedResource()
                                .map(resource -> " on " + resource)
                                .orElse(""))
                .orElse("you may not do that: " + words(error));
        if (error.says("service control policy")) {
            return Failure.failed(
                    "aws-not-permitted",
                    what,
                    why + ", since a service control policy of your organisation forbids it",
                    "Ask whoever keeps your organisation's policies.");
        } else if (error.says("explicit deny")) {
            return Failure.failed(
                    "aws-not-permitted",
                    what,
                    why + ", since a policy forbids it explicitly",
                    "Ask whoever keeps your policies.");
        }
        return Failure.failed(
                "aws-not-permitted",
                what,
                why,
                Remedy.of(
                        "Have your role allowed what {} prints, or use another role; {} lists all that is missing.",
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

    private static String trimmed(String message) {
        return message.strip().replaceAll("\\s+", " ").replaceAll("[.]+$", "");
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}
