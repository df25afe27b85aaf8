package dev.appdb.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;

class AwsFailuresTest {

    private static Failure answered(int status, String code, String message) {
        return AwsFailures.of("could not plan", (CloudFormationException) CloudFormationException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build());
    }

    @ParameterizedTest
    @CsvSource({
        "403, ExpiredToken, aws-session",
        "403, ExpiredTokenException, aws-session",
        "403, InvalidClientTokenId, aws-session",
        "403, SignatureDoesNotMatch, aws-session",
        "403, AccessDenied, aws-not-permitted",
        "400, AccessDeniedException, aws-not-permitted",
        "400, Throttling, aws-throttled",
        "503, ServiceUnavailable, aws-unavailable",
        "400, ValidationError, aws-refused"
    })
    void whatAwsAnswersHasItsWords(int status, String code, String failure) {
        assertThat(answered(status, code, "It said so.").code()).isEqualTo(failure);
        assertThat(answered(status, code, "It said so.").why())
                .contains("It said so")
                .doesNotContain("so..");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Unable to load credentials from any of the providers in the chain | aws-no-credentials
            Token for SSO session has expired                                | aws-session
            Unable to execute HTTP request: Connection refused               | aws-not-reachable
            """)
    void whatNeverGotThereHasItsWordsToo(String message, String code) {
        Failure failure = AwsFailures.of("could not plan", SdkClientException.create(message));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.remedy()).isNotBlank();
    }

    @Test
    void anAnswerWithoutDetailsIsToldByItsStatus() {
        Failure failure = AwsFailures.of("could not plan", (CloudFormationException)
                CloudFormationException.builder().statusCode(418).build());

        assertThat(failure.why()).isEqualTo("status 418");
    }
}
