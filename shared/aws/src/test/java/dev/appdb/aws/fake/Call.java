package dev.appdb.aws.fake;

import java.util.Map;

/**
 * One call that arrived.
 *
 * @param number from 1 up, in the order of arrival
 * @param service the signing name, such as {@code cloudformation}
 * @param operation such as {@code CreateChangeSet}
 * @param parameters the call's inputs, flat; for S3 the bucket, the key and the headers of the object
 * @param attempt 1 on the first try, as the SDK's retry headers say
 */
public record Call(int number, String service, String operation, Map<String, String> parameters, int attempt) {

    /** Such as {@code cloudformation:CreateChangeSet}. */
    public String name() {
        return service + ":" + operation;
    }

    String requestId() {
        return "00000000-0000-4000-8000-%012d".formatted(number);
    }
}
