package dev.appdb.aws.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The failures for AWS's errors. */
class AwsFailuresTest {
    private static final String WHAT = "could not look up the network of app-dev";

    @ParameterizedTest
    @CsvSource({
        "ExpiredToken, 403, aws-session",
        "ExpiredTokenException, 400, aws-session",
        "RequestExpired, 400, aws-session",
        "InvalidClientTokenId, 403, aws-session",
        "UnrecognizedClientException, 403, aws-session",
        "InvalidAccessKeyId, 403, aws-session",
        "AuthFailure, 401, aws-session",
        "SignatureDoesNotMatch, 403, aws-signature-refused",
        "RequestTimeTooSkewed, 403, aws-clock-wrong",
        "RequestInTheFuture, 403, aws-clock-wrong",
        "AccessDenied, 403, aws-not-permitted",
        "AccessDeniedException, 400, aws-not-permitted",
        "UnauthorizedOperation, 403, aws-not-permitted",
        "'', 403, aws-not-permitted",
        "OptInRequired, 403, aws-region-not-enabled",
        "Throttling, 400, aws-throttled",
        "ThrottlingException, 400, aws-throttled",
        "RequestLimitExceeded, 503, aws-throttled",
        "SlowDown, 503, aws-throttled",
        "TooManyRequestsException, 429, aws-throttled",
        "InternalFailure, 500, aws-unavailable",
        "ServiceUnavailable, 503, aws-unavailable",
        "ValidationError, 400, aws-refused",
        "'', 404, aws-refused"
    })
    void whatAServiceAnswersHasACode(String code, int status, String failure) {
        assertThat(AwsFailures.of(WHAT, answered(code, status, "because")).code())
                .isEqualTo(failure);
    }

    static Stream<Arguments> silences() {
        return Stream.of(
                silence("Unable to load credentials from any of the providers in the chain", "", "aws-no-credentials"),
                silence("Unable to load region from any of the providers in the chain", "", "aws-region-missing"),
                silence("The SSO session associated with this profile has expired", "", "aws-session"),
                silence("Unable to execute HTTP request", "UnknownHostException", "aws-not-reachable"),
                silence("Unable to execute HTTP request", "ConnectException", "aws-not-reachable"),
                silence("Unable to execute HTTP request", "SSLHandshakeException", "aws-not-reachable"),
                silence("Unable to execute HTTP request: Read timed out", "SocketTimeoutException", "aws-timeout"),
                silence("Client execution did not complete", "ApiCallTimeoutException", "aws-timeout"),
                silence("Thread was interrupted", "AbortedException", "interrupted"));
    }

    private static Arguments silence(String message, String cause, String code) {
        return Arguments.of(message, cause, code);
    }

    @ParameterizedTest
    @MethodSource("silences")
    void whatDidNotAnswerHasACode(String message, String cause, String code) {
        assertThat(AwsFailures.of(WHAT, new AwsError("", "", 0, message, Set.of(cause)))
                        .code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource
    void everyKindSaysWhatWhyAndWhatToDo(AwsError.Kind kind) {
        AwsError error = Stream.of(
                        answered("ExpiredToken", 403, ""),
                        answered("RequestExpired", 400, ""),
                        answered("RequestTimeTooSkewed", 403, ""),
                        answered("InvalidClientTokenId", 403, ""),
                        answered("SignatureDoesNotMatch", 403, ""),
                        answered("AccessDenied", 403, ""),
                        answered("OptInRequired", 403, ""),
                        answered("Throttling", 400, ""),
                        answered("InternalFailure", 500, ""),
                        answered("ValidationError", 400, ""),
                        unanswered("Unable to load credentials", ""),
                        unanswered("Unable to load region", ""),
                        unanswered("", "UnknownHostException"),
                        unanswered("", "SSLException"),
                        unanswered("", "SocketTimeoutException"),
                        unanswered("", "SocketException"),
                        unanswered("", "AbortedException"))
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseThrow();

        Failure failure = AwsFailures.of(WHAT, error);

        assertThat(failure.what()).isEqualTo(WHAT);
        assertThat(failure.why()).doesNotEndWith(".").doesNotContain("Exception:");
        assertThat(failure.remedy().toString()).endsWith(".");
    }

    /** S3's answer to HEAD has no body, and so no code: a wrong clock shows in its date alone. */
    @ParameterizedTest
    @CsvSource({"-3600, aws-clock-wrong", "0, aws-not-permitted"})
    void aRefusalWithoutABodyIsJudgedByItsDate(int secondsOff, String code) {
        Duration off = Duration.ofSeconds(secondsOff);
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().minus(off).atOffset(ZoneOffset.UTC));
        AwsServiceException refusal = S3Exception.builder()
                .statusCode(403)
                .clockSkew(Duration.ZERO)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("S3")
                        .errorCode("403")
                        .sdkHttpResponse(SdkHttpResponse.builder()
                                .statusCode(403)
                                .putHeader("Date", date)
                                .build())
                        .build())
                .build();

        FailureException failed = catchThrowableOfType(
                FailureException.class,
                () -> AwsCall.make(WHAT, () -> {
                    throw refusal;
                }));

        assertThat(failed.failure().code()).isEqualTo(code);
    }

    @Test
    void aDenialNamesThePermissionAndWhatItWasMissingOn() {
        Failure failure = AwsFailures.of(
                WHAT,
                answered(
                        "AccessDenied",
                        403,
                        "User: arn:aws:sts::123456789012:assumed-role/dev/me is not authorized to perform:"
                                + " cloudformation:CreateChangeSet on resource:"
                                + " arn:aws:cloudformation:us-east-1:123456789012:stack/appdb-app-dev/* because no"
                                + " identity-based policy allows the cloudformation:CreateChangeSet action"));

        assertThat(failure.why())
                .isEqualTo("you are not allowed to perform cloudformation:CreateChangeSet on"
                        + " arn:aws:cloudformation:us-east-1:123456789012:stack/appdb-app-dev/*");
        assertThat(failure.remedy().toString()).contains("appdb iam-policy");
    }

    @Test
    void aDenialByTheOrganisationDoesNotSendAnybodyToTheirOwnPolicies() {
        Failure failure = AwsFailures.of(
                WHAT,
                answered(
                        "AccessDenied",
                        403,
                        "User: u is not authorized to perform: rds:CreateDBCluster with an explicit deny in a service"
                                + " control policy"));

        assertThat(failure.why()).contains("rds:CreateDBCluster").contains("service control policy");
        assertThat(failure.remedy().toString()).doesNotContain("iam-policy");
    }

    @Test
    void theWordsOfTheSdkSExceptionsAreTakenOver() {
        AwsError error = AwsCall.error(IamException.builder()
                .statusCode(404)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Iam")
                        .errorCode("NoSuchEntity")
                        .errorMessage("The role with name x cannot be found.")
                        .build())
                .build());
        AwsError silent = AwsCall.error(SdkClientException.create("m", new java.net.ConnectException("refused")));

        assertThat(error)
                .isEqualTo(new AwsError(
                        "Iam", "NoSuchEntity", 404, "The role with name x cannot be found.", Set.of("IamException")));
        assertThat(silent.causes()).containsExactlyInAnyOrder("SdkClientException", "ConnectException");
    }

    private static AwsError answered(String code, int status, String message) {
        return new AwsError("CloudFormation", code, status, message, Set.of());
    }

    private static AwsError unanswered(String message, String cause) {
        return new AwsError("", "", 0, message, cause.isEmpty() ? Set.of() : Set.of(cause));
    }

    @Test
    void whatTheSdkPutsAroundItsWordsIsLeftOut() {
        AwsError cut = AwsCall.error(SdkClientException.create(
                "Unable to execute HTTP request: Unexpected end of file from server (SDK Attempt Count: 3)",
                new java.net.SocketException("Unexpected end of file from server")));

        assertThat(AwsFailures.of("could not look", cut).why())
                .isEqualTo("the connection failed: Unexpected end of file from server");
    }
}
