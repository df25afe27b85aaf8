package dev.appdb.aws.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * CloudWatch Logs: looking for log groups.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html">AWS:
 *     DescribeLogGroups</a>
 */
record LogsFake(Account account) implements AwsService {
    static final String GROUP = "AWS::Logs::LogGroup";
    private static final JsonProtocol PROTOCOL = new JsonProtocol();

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public Protocol protocol() {
        return PROTOCOL;
    }

    @Override
    public String operation(Request request) {
        String target = request.header("X-Amz-Target").orElse("");
        return target.substring(target.indexOf('.') + 1);
    }

    @Override
    public Map<String, String> parameters(Request request) {
        Map<String, String> parameters = new TreeMap<>();
        Json.read(new String(request.body(), UTF_8))
                .properties()
                .forEach(
                        field -> parameters.put(field.getKey(), field.getValue().asText()));
        return parameters;
    }

    @Override
    public Response handle(Call call, Request request) {
        if (!call.operation().equals("DescribeLogGroups")) {
            throw new AwsError(400, "UnknownOperationException", "");
        }
        return PROTOCOL.result(groups(call.parameters().getOrDefault("logGroupNamePrefix", "")));
    }

    private JsonNode groups(String prefix) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode list = body.putArray("logGroups");
        synchronized (account) {
            for (LiveResource group : account.all(GROUP)) {
                if (group.physicalId().startsWith(prefix)) {
                    list.add(description(group));
                }
            }
        }
        return body;
    }

    private ObjectNode description(LiveResource group) {
        ObjectNode described = Json.MAPPER
                .createObjectNode()
                .put("logGroupName", group.physicalId())
                .put("arn", Arns.regional(account, "logs", "log-group:" + group.physicalId() + ":*"))
                .put("creationTime", account.clock().instant().toEpochMilli());
        if (group.properties().has("RetentionInDays")) {
            described.set("retentionInDays", group.properties().path("RetentionInDays"));
        }
        if (group.properties().has("KmsKeyId")) {
            described.set("kmsKeyId", group.properties().path("KmsKeyId"));
        }
        return described;
    }
}
