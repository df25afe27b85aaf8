package dev.appdb.aws;

import dev.appdb.failure.Failure;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What an exception of the SDK means to a person. */
final class AwsFailures {
    private static final Set<String> SESSION = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "RequestExpired",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "InvalidAccessKeyId",
            "AuthFailure",
            "SignatureDoesNotMatch",
            "InvalidSignatureException");
    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "UnauthorizedOperation",
            "UnauthorizedAccess",
            "AllAccessDisabled");
    private static final int SERVER_ERROR = 500;

    private AwsFailures() {}

    /** @param what what could not be done, without a full stop */
    static Failure of(String what, SdkException exception) {
        return exception instanceof AwsServiceException answered
                ? answered(what, answered)
                : unanswered(what, exception);
    }

    private static Failure answered(String what, AwsServiceException exception) {
        String code = code(exception);
        String why = message(exception);
        if (SESSION.contains(code)) {
            return Failure.failed(
                    "aws-session",
                    what,
                    "AWS does not accept the credentials (" + why + ")",
                    "Log in again, such as with `aws sso login`, and run the same command.");
        }
        if (DENIED.contains(code) || exception.statusCode() == 403) {
            return Failure.failed(
                    "aws-not-permitted",
                    what,
                    why,
                    "Ask for that permission, or let CloudFormation work with a role that has it (--role-arn).");
        }
        if (exception.isThrottlingException()) {
            return Failure.failed(
                    "aws-throttled", what, "AWS is asked too often: " + why, "Run the same command again in a minute.");
        }
        if (exception.statusCode() >= SERVER_ERROR) {
            return Failure.failed(
                    "aws-unavailable", what, "AWS had a failure of its own: " + why, "Run the same command again.");
        }
        return Failure.failed(
                "aws-refused",
                what,
                why + (code.isEmpty() ? "" : " (" + code + ")"),
                "Look at what AWS says; `appdb doctor --target aws` looks at the account.");
    }

    /** The error's code, or nothing if the answer had none. */
    static String code(AwsServiceException exception) {
        return Optional.ofNullable(exception.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
    }

    /** AWS's words, without the request's id and a full stop. */
    static String message(AwsServiceException exception) {
        String message = Optional.ofNullable(exception.awsErrorDetails())
                .map(AwsErrorDetails::errorMessage)
                .filter(text -> !text.isBlank())
                .orElse("status " + exception.statusCode());
        return message.strip().replaceAll("\\.$", "");
    }

    private static Failure unanswered(String what, SdkException exception) {
        String why = String.valueOf(exception.getMessage()).strip().replaceAll("\\.$", "");
        if (why.contains("Unable to load credentials")) {
            return Failure.failed(
                    "aws-no-credentials",
                    what,
                    "there are no AWS credentials in the environment, a profile or the machine's role",
                    "Log in, such as with `aws sso login` and AWS_PROFILE, and run the same command.");
        }
        if (why.contains("SSO") || why.contains("profile")) {
            return Failure.failed(
                    "aws-session", what, why, "Log in again, such as with `aws sso login`, and run the same command.");
        }
        return Failure.failed(
                "aws-not-reachable",
                what,
                "AWS could not be reached or did not answer: " + why,
                "Check the network, the Region and AWS_ENDPOINT_URL, and run the same command again.");
    }
}
