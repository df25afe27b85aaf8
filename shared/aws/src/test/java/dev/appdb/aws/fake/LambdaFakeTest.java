package dev.appdb.aws.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.aws.fake.FunctionCode.Result;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.waiters.LambdaWaiter;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The function that a stack made, by the real client. */
class LambdaFakeTest {
    private static final String NAME = "app-dev-role-manager";

    @RegisterExtension
    final FakeAwsExtension fake = new FakeAwsExtension();

    private final FakeAws aws = fake.aws();
    private final LambdaClient lambda = aws.client(LambdaClient.builder());

    @BeforeEach
    void createStack() {
        SmallTemplate.create(aws, aws.client(CloudFormationClient.builder()));
    }

    @Test
    void runsTheCodeAndAnswersWithTheEndOfItsLog() {
        aws.lambda()
                .runs(invocation -> Result.of(
                        "{\"got\": " + invocation.text() + "}",
                        "roles are as declared on " + invocation.environment().get("DB_HOST") + "\n"));
        InvokeResponse response = lambda.invoke(call -> call.functionName(NAME)
                .logType(LogType.TAIL)
                .payload(SdkBytes.fromUtf8String("{\"action\":\"check\"}")));
        assertThat(response.functionError()).isNull();
        assertThat(response.payload().asUtf8String()).isEqualTo("{\"got\": {\"action\":\"check\"}}");
        assertThat(new String(Base64.getDecoder().decode(response.logResult()), UTF_8))
                .contains("START RequestId")
                .contains("roles are as declared on app-dev.cluster-")
                .contains("REPORT RequestId");
    }

    @Test
    void tellsWhenTheCodeFails() {
        aws.lambda().runs(invocation -> {
            throw new IllegalStateException("no such database");
        });
        InvokeResponse response = lambda.invoke(call -> call.functionName(NAME));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(response.payload().asUtf8String()).contains("\"errorMessage\":\"no such database\"");
        aws.lambda().runs(Result::timedOut);
        assertThat(lambda.invoke(call -> call.functionName(NAME)).payload().asUtf8String())
                .contains("Task timed out after 90.00 seconds");
    }

    @Test
    void mayCallOtherServicesWhileItRuns() {
        SecretsManagerClient secrets = aws.client(SecretsManagerClient.builder());
        aws.lambda()
                .runs(invocation -> Result.of(secrets.getSecretValue(
                                call -> call.secretId(invocation.environment().get("SECRET")))
                        .secretString()));
        assertThat(lambda.invoke(call -> call.functionName(NAME)).payload().asUtf8String())
                .contains("postgres");
    }

    @Test
    void isNotFoundWhereThereIsNone() {
        assertThatThrownBy(() -> lambda.getFunction(call -> call.functionName("none")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Function not found: arn:aws:lambda:us-east-1:123456789012:function:none");
    }

    @Test
    void isDetachedFromItsNetwork() {
        assertThat(lambda.getFunction(call -> call.functionName(NAME))
                        .configuration()
                        .vpcConfig()
                        .subnetIds())
                .hasSize(2);
        detach();
        assertThatThrownBy(this::detach).isInstanceOf(ResourceConflictException.class);
        assertThat(patient()
                        .waitUntilFunctionUpdated(call -> call.functionName(NAME))
                        .matched()
                        .response()
                        .orElseThrow()
                        .lastUpdateStatus())
                .isEqualTo(LastUpdateStatus.SUCCESSFUL);
        assertThat(lambda.getFunctionConfiguration(call -> call.functionName(NAME))
                        .vpcConfig()
                        .subnetIds())
                .isEmpty();
    }

    /** The SDK's own waiter, without waiting. */
    private LambdaWaiter patient() {
        return LambdaWaiter.builder()
                .client(lambda)
                .overrideConfiguration(all -> all.backoffStrategyV2(BackoffStrategy.retryImmediately()))
                .build();
    }

    private void detach() {
        lambda.updateFunctionConfiguration(call -> call.functionName(NAME)
                .vpcConfig(vpc -> vpc.subnetIds(List.of()).securityGroupIds(List.of())));
    }

    @Test
    void holdsItsSecurityGroupForLongUnlessItWasDetached() {
        int attached = ticksToDelete();
        SmallTemplate.create(aws, aws.client(CloudFormationClient.builder()));
        detach();
        assertThat(ticksToDelete()).isLessThan(attached / 3);
    }

    /** Also deletes the resources that the stack's policies retain, so that it can be created again. */
    private int ticksToDelete() {
        aws.client(CloudFormationClient.builder()).deleteStack(call -> call.stackName(SmallTemplate.STACK));
        int ticks = 0;
        while (!aws.stacks().names().isEmpty()) {
            aws.stacks().tick(1);
            ticks++;
        }
        return ticks;
    }

    @Test
    void takesAndPassesOnSixMegabytes() {
        SdkBytes most = SdkBytes.fromUtf8String("\"" + "x".repeat(6_291_554) + "\"");
        aws.lambda().runs(invocation -> Result.of(invocation.text()));
        assertThat(lambda.invoke(call -> call.functionName(NAME).payload(most))
                        .payload()
                        .asByteArray())
                .hasSize(6_291_556);
        assertThatThrownBy(() -> lambda.invoke(
                        call -> call.functionName(NAME).payload(SdkBytes.fromUtf8String(most.asUtf8String() + " "))))
                .isInstanceOf(RequestTooLargeException.class);

        aws.lambda().runs(invocation -> Result.of(most.asUtf8String() + " "));
        InvokeResponse tooMuch = lambda.invoke(call -> call.functionName(NAME));
        assertThat(tooMuch.functionError()).isEqualTo("Unhandled");
        assertThat(tooMuch.payload().asUtf8String()).contains("Function.ResponseSizeTooLarge");
    }
}
