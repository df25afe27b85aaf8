package dev.appdb.aws.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A service whose calls are form parameters with an {@code Action}.
 *
 * @param lock held while an operation runs
 */
record QueryService(
        String name,
        String version,
        Protocol protocol,
        ResultShape shape,
        Object lock,
        Map<String, Operation> operations)
        implements AwsService {

    static QueryService query(String name, String version, String namespace, Object lock, Map<String, Operation> all) {
        QueryXml xml = new QueryXml(namespace);
        return new QueryService(name, version, xml, xml::result, lock, all);
    }

    static QueryService ec2(Object lock, Map<String, Operation> all) {
        Ec2Xml xml = new Ec2Xml();
        return new QueryService("ec2", "2016-11-15", xml, xml::result, lock, all);
    }

    @Override
    public String operation(Request request) {
        return parameters(request).getOrDefault("Action", "");
    }

    @Override
    public Map<String, String> parameters(Request request) {
        Map<String, String> all = new TreeMap<>(request.query());
        all.putAll(FormBody.decode(new String(request.body(), UTF_8)));
        return all;
    }

    @Override
    public Response handle(Call call, Request request) {
        Operation operation = operations.get(call.operation());
        if (operation == null) {
            throw new AwsError(
                    400, "InvalidAction", "Could not find operation " + call.operation() + " for version " + version);
        }
        synchronized (lock) {
            Consumer<Xml> content = operation.answer(new Parameters(call.parameters()));
            return shape.response(call.operation(), call.requestId(), content);
        }
    }

    /** One operation: does its work at once and returns what writes the result. */
    @FunctionalInterface
    interface Operation {
        Consumer<Xml> answer(Parameters parameters);
    }

    /** The wrapping of a result. */
    @FunctionalInterface
    interface ResultShape {
        Response response(String operation, String requestId, Consumer<Xml> content);
    }
}
