package dev.appdb.aws.lambda;

import dev.appdb.aws.account.AwsCall;
import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.aws.account.PollInterval;
import dev.appdb.engine.Progress;
import dev.appdb.event.Level;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.KmsAccessDeniedException;
import software.amazon.awssdk.services.lambda.model.KmsDisabledException;
import software.amazon.awssdk.services.lambda.model.KmsInvalidStateException;
import software.amazon.awssdk.services.lambda.model.KmsNotFoundException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.ResourceNotReadyException;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.ThrottleReason;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * Invocations of a database's role manager. One that was not invoked for weeks is idle: the first invocation only wakes it, so
 * it is waited for and invoked again.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html">AWS: Lambda function states</a>
 */
final class FunctionInvocation {
    /** Longer than AWS takes to attach a function to its VPC again. */
    private static final Duration LONGEST_WAKING = Duration.ofMinutes(5);

    private final DatabaseRequest request;
    private final AwsContext context;
    private final Progress progress;
    private final String function;
    private final String what;

    FunctionInvocation(DatabaseRequest request, AwsContext context, Progress progress) {
        this.request = request;
        this.context = context;
        this.progress = progress;
        this.function = DatabaseStack.of(request).roleManager();
        this.what = "could not invoke " + function;
    }

    /** Reports the tail of the function's log as progress, and returns its response, errors of the function included. */
    InvokeResponse perform(String payload) throws FailureException {
        PollInterval interval = new PollInterval();
        Duration waited = Duration.ZERO;
        while (true) {
            Optional<InvokeResponse> response = invoke(payload);
            if (response.isPresent()) {
                logTail(response.get()).forEach(line -> progress.note(Level.INFO, "role manager: " + line));
                return response.get();
            }
            if (waited.isZero()) {
                progress.note(Level.INFO, "waking the role manager, which was idle");
            }
            Duration pause = interval.next(false);
            waited = waited.plus(pause);
            requireWaking(waited);
            context.waiter().pause(pause, "function " + function);
        }
    }

    /** The function's configuration; empty if there is no function. */
    Optional<GetFunctionConfigurationResponse> configuration() throws FailureException {
        return AwsCall.find(
                "could not look at function " + function,
                error -> error.code().equals("ResourceNotFoundException"),
                () -> lambda().getFunctionConfiguration(ask -> ask.functionName(function)));
    }

    private LambdaClient lambda() throws FailureException {
        return context.clients(request).lambda();
    }

    /** Empty while the function wakes. */
    private Optional<InvokeResponse> invoke(String payload) throws FailureException {
        try {
            return AwsCall.make(what, () -> {
                try {
                    return Optional.of(lambda().invoke(ask -> ask.functionName(function)
                            .logType(LogType.TAIL)
                            .payload(SdkBytes.fromUtf8String(payload))));
                } catch (ResourceConflictException | ResourceNotReadyException e) {
                    return Optional.<InvokeResponse>empty();
                }
            });
        } catch (FailureException e) {
            if (e.getCause() instanceof LambdaException refused) {
                throw explained(refused, e);
            }
            throw e;
        }
    }

    private FailureException explained(LambdaException refused, FailureException other) {
        if (refused instanceof ResourceNotFoundException) {
            return missing();
        }
        if (refused instanceof TooManyRequestsException busy) {
            return busy(busy, other);
        }
        if (refused instanceof RequestTooLargeException) {
            return Failure.failed(
                            "role-manager-request-too-large",
                            what,
                            "the request is larger than the 6 MB that Lambda takes",
                            "Declare fewer schemas, readers and expected roles for this database.")
                    .asException(refused);
        }
        String key = "its KMS key: " + refused.awsErrorDetails().errorMessage();
        if (refused instanceof KmsAccessDeniedException) {
            return Failure.failed(
                            "role-manager-key",
                            what,
                            "Lambda may not decrypt its environment with " + key,
                            Remedy.of(
                                    "Allow the function's role kms:Decrypt in the key's policy; {} restores the policy of a key"
                                            + " that appdb made.",
                                    request.command(Subcommand.APPLY)))
                    .asException(refused);
        }
        if (refused instanceof KmsDisabledException || refused instanceof KmsInvalidStateException) {
            return Failure.failed(
                            "role-manager-key",
                            what,
                            "Lambda can't use " + key,
                            "Enable the key in KMS, or cancel its deletion.")
                    .asException(refused);
        }
        if (refused instanceof KmsNotFoundException) {
            return Failure.failed(
                            "role-manager-key",
                            what,
                            "Lambda can't find " + key,
                            Remedy.of("Deploy the function with another key: {}.", request.command(Subcommand.APPLY)))
                    .asException(refused);
        }
        return other;
    }

    private FailureException busy(TooManyRequestsException busy, FailureException other) {
        if (busy.reason() == ThrottleReason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED) {
            return Failure.failed(
                            "role-manager-busy",
                            what,
                            "as many invocations of it as its reserved concurrency allows are running",
                            Remedy.of(
                                    "Wait until the other run has ended, then run {} again. If no other run is going on, its"
                                            + " reserved concurrency is 0: raise it.",
                                    Remedy.AGAIN))
                    .asException(busy);
        }
        if (busy.reason() == ThrottleReason.CONCURRENT_INVOCATION_LIMIT_EXCEEDED) {
            return Failure.failed(
                            "role-manager-busy",
                            what,
                            "your account's functions use all of its concurrent executions",
                            Remedy.of(
                                    "Wait a minute, then run {} again; or ask AWS for a higher quota of concurrent executions.",
                                    Remedy.AGAIN))
                    .asException(busy);
        }
        return other;
    }

    private FailureException missing() {
        return Failure.failed(
                        "role-manager-missing",
                        "could not reach the role manager of " + request.cluster(),
                        "there is no function " + function + " in " + AwsContext.region(request),
                        Remedy.of("Deploy it with {}.", request.command(Subcommand.APPLY)))
                .asException();
    }

    private void requireWaking(Duration waited) throws FailureException {
        GetFunctionConfigurationResponse now = configuration().orElseThrow(this::missing);
        boolean isBroken = now.state() == State.FAILED;
        if (isBroken || waited.compareTo(LONGEST_WAKING) > 0) {
            throw Failure.failed(
                            "role-manager-not-ready",
                            what,
                            isBroken
                                    ? "it can't be woken: " + now.stateReason()
                                    : "it was idle, and did not wake within " + LONGEST_WAKING.toMinutes() + " minutes",
                            Remedy.of(
                                    "Look at its state and at its subnets and security groups in the Lambda console. {} deploys"
                                            + " it again.",
                                    request.command(Subcommand.APPLY)))
                    .asException();
        }
    }

    /** The lines that the function logged, without those that Lambda adds. */
    private static List<String> logTail(InvokeResponse response) {
        if (response.logResult() == null) {
            return List.of();
        }
        return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .filter(line -> !line.matches("(INIT_START|START|END|REPORT|XRAY)\\b.*"))
                .toList();
    }
}
