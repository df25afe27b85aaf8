package dev.appdb.aws.fake;

import java.util.Map;

/** One service: parses requests and responds. */
interface AwsService {

    /** The name that requests are signed for. */
    String name();

    Protocol protocol();

    String operation(Request request);

    /** The inputs, flat, for the call log. */
    Map<String, String> parameters(Request request);

    /** The permission that a call needs, such as {@code lambda:InvokeFunction}. */
    default String action(Call call) {
        return name() + ":" + call.operation();
    }

    /** Executes the operation; throws {@link AwsError} where the service would return one. */
    Response handle(Call call, Request request);
}
