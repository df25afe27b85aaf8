package dev.appdb.aws.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** A service of AWS's JSON protocol, which names the operation in a header and has the inputs in the body. */
interface JsonService extends AwsService {
    JsonProtocol PROTOCOL = new JsonProtocol();

    /** The operation that the service knows. */
    String onlyOperation();

    /** The answer to it. */
    JsonNode answer(Map<String, String> parameters);

    @Override
    default Protocol protocol() {
        return PROTOCOL;
    }

    @Override
    default String operation(Request request) {
        String target = request.header("X-Amz-Target").orElse("");
        return target.substring(target.indexOf('.') + 1);
    }

    @Override
    default Map<String, String> parameters(Request request) {
        Map<String, String> parameters = new TreeMap<>();
        Json.read(new String(request.body(), UTF_8))
                .properties()
                .forEach(
                        field -> parameters.put(field.getKey(), field.getValue().asText()));
        return parameters;
    }

    @Override
    default Response handle(Call call, Request request) {
        if (!call.operation().equals(onlyOperation())) {
            throw new AwsError(400, "UnknownOperationException", "");
        }
        return PROTOCOL.result(answer(call.parameters()));
    }
}
