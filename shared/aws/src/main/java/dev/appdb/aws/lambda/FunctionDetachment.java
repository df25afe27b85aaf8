package dev.appdb.aws.lambda;

import dev.appdb.aws.account.AwsCall;
import dev.appdb.aws.account.PollInterval;
import dev.appdb.aws.account.Waiter;
import dev.appdb.failure.FailureException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;

/**
 * Detaches a function from its VPC. A function that is deleted while attached leaves network interfaces, which block
 * the deletion of its security group for 20 to 60 minutes; detached first, they are gone in a few minutes.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html">AWS: functions in a VPC</a>
 */
public final class FunctionDetachment {
    private static final int MAX_ATTEMPTS = 3;

    private final LambdaClient lambda;
    private final Waiter waiter;

    public FunctionDetachment(LambdaClient lambda, Waiter waiter) {
        this.lambda = lambda;
        this.waiter = waiter;
    }

    /** Returns when the function is detached, does not exist, or still is not detached after the last attempt. */
    public void perform(String function) throws FailureException {
        PollInterval interval = new PollInterval();
        int tries = 0;
        while (true) {
            Optional<GetFunctionConfigurationResponse> now = AwsCall.find(
                    "could not look at function " + function,
                    error -> error.code().equals("ResourceNotFoundException"),
                    () -> lambda.getFunctionConfiguration(request -> request.functionName(function)));
            if (now.isEmpty()) {
                return;
            }
            if (now.get().lastUpdateStatus() == LastUpdateStatus.IN_PROGRESS) {
                waiter.pause(interval.next(false), "function " + function);
            } else if (isOut(now.get()) || tries == MAX_ATTEMPTS) {
                return;
            } else {
                tries++;
                takeOut(function);
            }
        }
    }

    private static boolean isOut(GetFunctionConfigurationResponse function) {
        return function.vpcConfig() == null || function.vpcConfig().subnetIds().isEmpty();
    }

    /** Ignores a conflict with another update in progress, which the next poll waits for. */
    private void takeOut(String function) throws FailureException {
        AwsCall.find(
                "could not take function " + function + " out of its VPC",
                error -> error.code().equals("ResourceConflictException")
                        || error.code().equals("ResourceNotFoundException"),
                () -> lambda.updateFunctionConfiguration(request -> request.functionName(function)
                        .vpcConfig(vpc -> vpc.subnetIds(List.of()).securityGroupIds(List.of()))));
    }
}
