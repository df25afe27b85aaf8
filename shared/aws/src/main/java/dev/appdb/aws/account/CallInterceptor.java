package dev.appdb.aws.account;

import dev.appdb.call.CallLog;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Logs the calls of a client: service, operation, Region, and the code of an error; neither parameters nor answers. */
final class CallInterceptor implements ExecutionInterceptor {
    private static final ExecutionAttribute<Long> BEGIN = new ExecutionAttribute<>("AppdbCallBegin");

    private final CallLog log;
    private final String region;

    CallInterceptor(CallLog log, String region) {
        this.log = log;
        this.region = region;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        attributes.putAttribute(BEGIN, System.nanoTime());
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        ended(attributes, Optional.empty());
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        Throwable error = context.exception();
        String code = error instanceof AwsServiceException answered && answered.awsErrorDetails() != null
                ? answered.awsErrorDetails().errorCode()
                : null;
        ended(attributes, Optional.of(code == null ? error.getClass().getSimpleName() : code));
    }

    private void ended(ExecutionAttributes attributes, Optional<String> trouble) {
        Long begin = attributes.getAttribute(BEGIN);
        if (begin != null) {
            log.ended(
                    "aws",
                    attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME).toLowerCase(Locale.ROOT) + " "
                            + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME) + " in " + region,
                    begin,
                    trouble);
        }
    }
}
