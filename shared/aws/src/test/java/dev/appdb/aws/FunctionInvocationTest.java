package dev.appdb.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.FunctionCode;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.roles.CheckReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invocations that Lambda itself refuses. */
class FunctionInvocationTest {
    @RegisterExtension
    final AwsProjectExtension scene = new AwsProjectExtension();

    private final FakeAws aws = scene.aws();
    private final AwsProject project = scene.project();

    @BeforeEach
    void start() throws Exception {
        aws.account()
                .add("AWS::Lambda::Function", "app-dev-role-manager", "{\"Timeout\": 90, \"Runtime\": \"java21\"}");
        aws.lambda().runs(invocation -> FunctionCode.Result.of("{\"format\":1,\"checks\":[]}"));
    }

    private CheckReport check() throws FailureException {
        return project.target().ports().roleManager().check(project.request(), false, project);
    }

    @Test
    void anIdleFunctionIsWokenWaitedForAndAskedAgain() throws Exception {
        aws.lambda().fallsIdle();

        assertThat(check().checks()).isEmpty();
        assertThat(project.events()).containsExactly("info: waking the role manager, which was idle");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            429 | TooManyRequestsException | ReservedFunctionConcurrentInvocationLimitExceeded | role-manager-busy | its reserved concurrency allows | Wait until the other run has ended
            429 | TooManyRequestsException | ConcurrentInvocationLimitExceeded | role-manager-busy | all of its concurrent executions | higher quota
            413 | RequestTooLargeException | - | role-manager-request-too-large | larger than the 6 MB that Lambda takes | Declare fewer
            502 | KMSAccessDeniedException | - | role-manager-key | may not decrypt its environment | kms:Decrypt
            502 | KMSDisabledException | - | role-manager-key | can't use its KMS key | Enable the key
            502 | KMSInvalidStateException | - | role-manager-key | can't use its KMS key | cancel its deletion
            502 | KMSNotFoundException | - | role-manager-key | can't find its KMS key | appdb apply
            """)
    void whatLambdaRefusesHasItsOwnWordsAndRemedy(
            int status, String error, String reason, String code, String why, String remedy) {
        aws.lambda().refuses(status, error, reason, "Lambda was unable to go on.");

        Failure failure =
                catchThrowableOfType(FailureException.class, this::check).failure();

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.why()).contains(why);
        assertThat(failure.remedy().toString()).contains(remedy);
    }

    @Test
    void anAnswerThatLambdaDoesNotPassOnSaysThatTheWorkIsDone() {
        aws.lambda().runs(invocation -> FunctionCode.Result.of("\"" + "x".repeat(6_291_556) + "\""));

        Failure failure =
                catchThrowableOfType(FailureException.class, this::check).failure();

        assertThat(failure.why()).contains("maximum allowed payload size (6291556 bytes)");
        assertThat(failure.remedy().toString()).contains("What it was asked for is done", "6 MB");
    }
}
